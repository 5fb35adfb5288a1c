/** Significant digits in printed numbers: runtimes differ in the last bits of sin and cos. */
const significantDigits = 12;

/** 10^0 .. 10^22: the powers of ten that a double holds exactly. */
export const powersOfTen = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/** A number as JSON: 12 significant digits, null for NaN and infinities. The same on every machine. */
export function printNumber(value: number): string {
  if (!Number.isFinite(value)) return 'null';
  const size = Math.abs(value);
  if (size < 1e12 && Number.isInteger(value)) return value === 0 ? '0' : String(value);
  if (size >= 1e-10 && size < 1e11) return String(roundedSmall(value, size));
  return String(Number(value.toPrecision(significantDigits)));
}

/**
 * The double nearest to the value's first 12 digits: a whole number below 10^12 divided by an exact power of ten, which
 * division rounds correctly, so that it prints as those digits. Ten times the speed of `toPrecision`.
 */
function roundedSmall(value: number, size: number): number {
  const scale = powersOfTen[decimalsFor(size)];
  return Math.round(value * scale) / scale;
}

/** Decimals among the first 12 digits of a number of this size, 1e-10 to 1e11. */
export function decimalsFor(size: number): number {
  let whole = 0;
  while (size >= powersOfTen[whole]) whole++;
  let decimals = significantDigits - whole;
  // Below 1 each zero after the point is a digit more.
  if (whole === 0) while (decimals < 22 && size * powersOfTen[decimals] < 1e11) decimals++;
  return decimals;
}

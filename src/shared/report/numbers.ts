/** Significant digits in printed numbers: runtimes differ in the last bits of sin and cos (contracts.md). */
const significantDigits = 12;

/** A number as JSON: 12 significant digits, null for NaN and infinities. The same on every machine. */
export function printNumber(value: number): string {
  if (!Number.isFinite(value)) return 'null';
  if (Number.isInteger(value) && Math.abs(value) < 1e12) return value === 0 ? '0' : String(value);
  return String(Number(value.toPrecision(significantDigits)));
}

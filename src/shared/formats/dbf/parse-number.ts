/** What `parseDecimal` gives for text that is neither blank nor a number. */
export const unreadable = Number.POSITIVE_INFINITY;

const zero = 48;
const nine = 57;
const powersOfTen = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
/** Splits a double in two halves of 26 bits (Veltkamp). */
const splitter = 134217729;

/**
 * The number in ASCII bytes [from, to): exactly the double that Number() gives for the same text, decimal comma
 * allowed, padded with blanks or NUL. NaN when blank, `unreadable` when it is no number.
 * Up to 15 digits one exact division is enough (Clinger 1990); up to 18 digits and 22 decimals the quotient is taken
 * in double-double arithmetic (Dekker 1971) and kept when its rounding is beyond doubt; the rest goes through Number().
 */
export function parseDecimal(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] === 32) at++;
  const sign = at < to ? bytes[at] : 32;
  if (sign === 45 || sign === 43) at++;
  const first = at;
  let mantissa = 0;
  for (; at < to && isDigit(bytes[at]); at++) mantissa = mantissa * 10 + (bytes[at] - zero);
  let digits = at - first;
  let scale = 1;
  if (at < to && (bytes[at] === 46 || bytes[at] === 44)) {
    const point = ++at;
    for (; at < to && isDigit(bytes[at]); at++) mantissa = mantissa * 10 + (bytes[at] - zero);
    digits += at - point;
    scale = powersOfTen[Math.min(at - point, 22)];
  }
  while (at < to && isBlank(bytes[at])) at++;
  if (at < to || digits === 0 || digits > 15) return parseWithCare(bytes, from, to);
  return sign === 45 ? -(mantissa / scale) : mantissa / scale;
}

/** Everything that is not up to 15 plain digits: blanks, long numbers, exponents, damage. */
function parseWithCare(bytes: Uint8Array, from: number, to: number): number {
  let start = from;
  let end = to;
  while (start < end && isBlank(bytes[start])) start++;
  while (end > start && isBlank(bytes[end - 1])) end--;
  if (start === end) return Number.NaN;
  const sign = bytes[start];
  let at = sign === 45 || sign === 43 ? start + 1 : start;
  let high = 0;
  let low = 0;
  let digits = 0;
  let decimals = -1;
  let seen = 0;
  for (; at < end; at++) {
    const code = bytes[at];
    if (code >= zero && code <= nine) {
      seen++;
      if (digits > 0 || code !== zero) {
        if (++digits <= 9) high = high * 10 + (code - zero);
        else low = low * 10 + (code - zero);
      }
      if (decimals >= 0) decimals++;
    } else if ((code === 46 || code === 44) && decimals < 0) decimals = 0;
    else return parseSlowly(bytes, start, end);
  }
  if (seen === 0) return unreadable;
  if (digits > 18 || decimals > 22) return parseSlowly(bytes, start, end);
  const scale = decimals > 0 ? powersOfTen[decimals] : 1;
  let value: number;
  if (digits <= 9) value = high / scale;
  else if (digits <= 15) value = (high * powersOfTen[digits - 9] + low) / scale;
  else value = divideExactly(high, low, powersOfTen[digits - 9], scale);
  if (Number.isNaN(value)) return parseSlowly(bytes, start, end);
  return sign === 45 ? -value : value;
}

function isDigit(code: number): boolean {
  return code >= zero && code <= nine;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 0 || code === 9;
}

/** (high * shift + low) / scale rounded once, or NaN where double-double cannot decide the rounding. */
function divideExactly(high: number, low: number, shift: number, scale: number): number {
  // high < 1e9 and shift <= 1e9: the product in two doubles, by splitting high at 2^15.
  const top = Math.floor(high / 32768);
  const bottom = high - top * 32768;
  const a = top * shift * 32768;
  const b = bottom * shift + low;
  const sum = a + b;
  const rest = b - (sum - a);
  const quotient = sum / scale;
  const productHigh = quotient * scale;
  const productLow = productError(quotient, scale, productHigh);
  const correction = (sum - productHigh - productLow + rest) / scale;
  const slack = Math.abs(quotient) * 2 ** -95;
  const upper = quotient + (correction + slack);
  return upper === quotient + (correction - slack) ? upper : Number.NaN;
}

/** a * b - product, exactly (Dekker). */
function productError(a: number, b: number, product: number): number {
  const aScaled = a * splitter;
  const aHigh = aScaled - (aScaled - a);
  const aLow = a - aHigh;
  const bScaled = b * splitter;
  const bHigh = bScaled - (bScaled - b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

const plainNumber = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)([eEdD][+-]?\d+)?$/;

function parseSlowly(bytes: Uint8Array, start: number, end: number): number {
  let text = '';
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at]);
  if (!plainNumber.test(text)) return unreadable;
  const value = Number(text.replace(',', '.').replace(/[dD]/, 'e'));
  return Number.isFinite(value) ? value : unreadable;
}

/** Whole numbers beyond this are not exact as doubles. */
export const largestExact = Number.MAX_SAFE_INTEGER;

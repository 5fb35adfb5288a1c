import type { Language } from '../lib/language.ts';
import { squareMetresPerDecare, squareMetresPerHectare } from '../lib/units.ts';
import type { Unit } from '../measure/types.ts';

/** Between thousands, and between a number and its unit, lines must not break (U+202F, U+00A0). */
const thinSpace = '\u202f';
const hardSpace = '\u00a0';

/**
 * A measured value in the reader's language and everyday units, two to three significant digits: metres below 1 km,
 * else km; areas in m2 below 1000, else daa (Norwegian) or ha (Swedish, English); shares in percent; counts whole.
 * Decimal comma in Norwegian and Swedish. Codes and texts stand as they are; null is an en dash.
 * `digits`: significant digits (shares: one less), for telling two close values apart.
 */
export function formatValue(value: number | string | null, unit: Unit, language: Language, digits = 3): string {
  if (value === null || (typeof value === 'number' && Number.isNaN(value))) return '\u2013';
  if (typeof value === 'string') return value;
  if (!Number.isFinite(value)) return value > 0 ? '\u221e' : '\u2212\u221e';
  switch (unit) {
    case 'm':
      return length(value, language, digits);
    case 'm2':
      return area(value, language, digits);
    case 'share':
      return withUnit(formatNumber(significant(value * 100, digits - 1), language), '%', language);
    case 'percent':
      return withUnit(formatNumber(significant(value, digits), language), '%', language);
    case 'min':
    case 'MW':
      return withUnit(formatNumber(significant(value, digits), language), unit, language);
    case 'count':
      return formatNumber(Math.abs(value) < 1000 ? Math.round(value) : significant(value, digits), language);
    default:
      return formatNumber(significant(value, digits), language);
  }
}

/** A score 0..100 with one decimal. */
export function formatScore(score: number, language: Language): string {
  return formatNumber(Math.round(score * 10) / 10, language, 1);
}

/** A number with the language's decimal sign and thin spaces between thousands (English: commas, from 1,000). */
export function formatNumber(value: number, language: Language, decimals?: number): string {
  const text = plainDecimal(Math.abs(value), decimals);
  const [whole, fraction] = text.split('.');
  const separator = language === 'en' ? ',' : thinSpace;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, separator);
  const sign = value < 0 && Number(text) !== 0 ? '\u2212' : '';
  return `${sign}${grouped}${fraction === undefined ? '' : `${language === 'en' ? '.' : ','}${fraction}`}`;
}

function plainDecimal(value: number, decimals: number | undefined): string {
  if (decimals !== undefined) return value.toFixed(decimals);
  const text = String(value);
  if (!text.includes('e')) return text;
  return value >= 1 ? BigInt(Math.round(value)).toString() : value.toFixed(12).replace(/\.?0+$/, '');
}

/** Rounded to this many significant digits; whole numbers above keep their whole digits' place. */
function significant(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}

function length(metres: number, language: Language, digits: number): string {
  if (Math.abs(metres) >= 999.5)
    return withUnit(formatNumber(significant(metres / 1000, digits), language), 'km', language);
  const wholeDigits = Math.abs(metres) < 10 ? digits - 1 : digits;
  return withUnit(formatNumber(significant(metres, wholeDigits), language), 'm', language);
}

function area(squareMetres: number, language: Language, digits: number): string {
  const [unit, size] =
    language === 'nb' ? (['daa', squareMetresPerDecare] as const) : (['ha', squareMetresPerHectare] as const);
  if (Math.abs(squareMetres) < 999.5) {
    return withUnit(formatNumber(significant(squareMetres, digits), language), 'm²', language);
  }
  return withUnit(formatNumber(significant(squareMetres / size, digits), language), unit, language);
}

function withUnit(number: string, unit: string, language: Language): string {
  return unit === '%' && language === 'en' ? `${number}%` : `${number}${hardSpace}${unit}`;
}

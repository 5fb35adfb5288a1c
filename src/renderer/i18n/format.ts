import { groupNames } from '../../shared/explain/catalogue.ts';
import { formatNumber, formatScore, formatValue } from '../../shared/explain/format.ts';
import type { Language } from '../../shared/lib/language.ts';
import type { Unit } from '../../shared/measure/types.ts';

/** Numbers as people of a language write them; the same rules as in reports. */
export interface Formatter {
  readonly language: Language;
  /** A whole number with thousands set apart. */
  whole(value: number): string;
  /** A score with one decimal. */
  score(value: number): string;
  /** A percentage without its sign: one decimal below 10, none above. */
  percent(value: number): string;
  /** A measured value with its unit. */
  value(value: number | string | null, unit: Unit): string;
  /** Name of a group of criteria, with a capital. */
  group(id: string): string;
  /** Degrees with five decimals, about a metre. */
  degrees(value: number): string;
  /** A day and time of the clock, from milliseconds since 1970. */
  moment(milliseconds: number): string;
}

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', nb: 'nb-NO', sv: 'sv-SE' };

export function createFormatter(language: Language): Formatter {
  const moments = new Intl.DateTimeFormat(locales[language], { dateStyle: 'medium', timeStyle: 'short' });
  return {
    language,
    whole: (value) => formatNumber(Math.round(value), language, 0),
    score: (value) => formatScore(value, language),
    percent: (value) => formatNumber(value, language, value < 9.95 ? 1 : 0),
    value: (value, unit) => formatValue(value, unit, language),
    degrees: (value) => formatNumber(value, language, 5),
    moment: (milliseconds) => moments.format(milliseconds),
    group(id) {
      const name = groupNames.get(id)?.[language] ?? id;
      return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
    },
  };
}

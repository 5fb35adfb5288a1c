import type { Language } from '../lib/language.ts';
import { squareMetresPerDecare, squareMetresPerHectare } from '../lib/units.ts';
import type { Unit } from '../measure/types.ts';

/** How a person writes a value: its unit as written, empty where there is none, and what one of it is in the unit of the measure. */
export interface InputUnit {
  readonly label: string;
  readonly factor: number;
}

/** Metres, daa (Norwegian) or ha, percent, minutes, MW: the units people read, but never changing with the size of the number. */
export function inputUnit(unit: Unit, language: Language): InputUnit {
  switch (unit) {
    case 'm2':
      return language === 'nb'
        ? { label: 'daa', factor: squareMetresPerDecare }
        : { label: 'ha', factor: squareMetresPerHectare };
    case 'share':
      return { label: '%', factor: 0.01 };
    case 'percent':
      return { label: '%', factor: 1 };
    case 'm':
    case 'min':
    case 'MW':
      return { label: unit, factor: 1 };
    default:
      return { label: '', factor: 1 };
  }
}

/**
 * A number as people write it: decimal comma or point, spaces between thousands, in English also commas (1,234.5). Null where the
 * text is no number, and where it would be two.
 */
export function numberWritten(text: string, language: Language): number | null {
  const close = text.replace(/[\s\u00a0\u202f]/g, '').replace('\u2212', '-');
  const grouped = language === 'en' && /^[-+]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(close);
  const plain = grouped ? close.replaceAll(',', '') : close.replace(',', '.');
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}

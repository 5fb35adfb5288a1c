import { type Language, languages } from '../../shared/lib/language.ts';

/** What the window remembers between starts besides projects. */
export interface Preferences {
  readonly language: Language;
  readonly colorScheme: 'light' | 'dark';
}

const key = 'tomtevalg-preferences';

/** Remembered preferences, or the given ones where nothing readable is stored; storage may be missing or full. */
export function loadPreferences(fallback: Preferences): Preferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    if (typeof stored !== 'object' || stored === null) return fallback;
    const { language, colorScheme } = stored as { language?: unknown; colorScheme?: unknown };
    return {
      language: languages.find((known) => known === language) ?? fallback.language,
      colorScheme: colorScheme === 'light' || colorScheme === 'dark' ? colorScheme : fallback.colorScheme,
    };
  } catch {
    return fallback;
  }
}

/** Remembers; silently gives up where storage is blocked, since nothing is lost but a choice. */
export function savePreferences({ language, colorScheme }: Preferences): void {
  try {
    localStorage.setItem(key, JSON.stringify({ language, colorScheme }));
  } catch {
    // Blocked or full storage costs only that the choice is made again.
  }
}

import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { Language } from '../../shared/lib/language.ts';
import type { Commands } from '../commands/index.ts';
import { type Catalogue, catalogueOf } from '../i18n/catalogue.ts';
import { createFormatter, type Formatter } from '../i18n/format.ts';
import type { AppState, AppStore } from '../state/app-state.ts';

/** What every screen is handed: the state to read and the commands to ask. */
export interface App {
  readonly store: AppStore;
  readonly commands: Commands;
}

/** Set once by the composition root. */
export const AppContext = createContext<App | null>(null);

function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('no app around this screen');
  return app;
}

/** A part of the state; the screen is drawn again only when that part changes. */
export function useAppState<T>(pick: (state: AppState) => T): T {
  return useStore(useApp().store, pick);
}

/** A list made of parts of the state; the screen is drawn again only when one of the parts changes. */
export function useAppList<T>(pick: (state: AppState) => readonly T[]): readonly T[] {
  return useStore(useApp().store, useShallow(pick));
}

/** The state as it is now, for handlers that need it once. */
export function useReadState(): () => AppState {
  return useApp().store.getState;
}

export function useCommands(): Commands {
  return useApp().commands;
}

interface Words {
  readonly t: Catalogue;
  readonly format: Formatter;
}

/** Made once a language: a formatter of dates costs half a millisecond, and hundreds of parts of the screen ask for the words. */
const wordsOf = new Map<Language, Words>();

/** The texts and number formats of the chosen language. */
export function useWords(): Words {
  const language = useAppState((state) => state.language);
  const known = wordsOf.get(language);
  if (known) return known;
  const words = { t: catalogueOf(language), format: createFormatter(language) };
  wordsOf.set(language, words);
  return words;
}

import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The repository's top folder, as Playwright is started from there. */
export const repository = resolve('.');

/** True when the run has Chromium's sandbox on; the security tests prove nothing without it. */
export const sandboxed = (process.env.TOMTEVALG_E2E_SANDBOX ?? (process.getuid?.() === 0 ? 'off' : 'on')) === 'on';
/** True when the run has no network but loopback. */
export const offline = process.env.TOMTEVALG_E2E_OFFLINE === 'yes';
/** Folder for pictures and other results of a run. */
export const resultsFolder = process.env.TOMTEVALG_E2E_RESULTS ?? join(repository, 'test-results/e2e');

/** The Electron executable: as `npm test` says, else the official one, else the development fallback. */
export function electronExecutable(): string {
  const told = process.env.TOMTEVALG_ELECTRON;
  if (told) return told;
  const official = join(repository, 'node_modules/electron/dist/electron');
  if (existsSync(official)) return official;
  const cache = join(repository, 'node_modules/.cache/electron-runtime');
  const version = existsSync(cache)
    ? readdirSync(cache).find((name) => existsSync(join(cache, name, 'complete')))
    : undefined;
  if (version === undefined) throw new Error('No Electron runtime: run node scripts/electron-runtime.mjs first.');
  return join(cache, version, 'electron');
}

/** The packaged application's executable; empty when this run did not package it. */
export const packagedExecutable = process.env.TOMTEVALG_PACKAGED ?? '';

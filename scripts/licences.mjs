/**
 * Fails when a dependency of the application carries a licence that would bind the whole of it (copyleft), or one
 * that is not known here. Development tools are checked for copyleft too, since parts of them end in bundles.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, say } from './lib/run.mjs';

/** Licences that may be shipped inside the application. */
const permissive = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'Zlib',
  'Unlicense',
  'CC0-1.0',
  'BlueOak-1.0.0',
  'BSL-1.0',
  'Python-2.0',
  'CC-BY-4.0',
  'CC-BY-3.0',
  'WTFPL',
  'Artistic-2.0',
  // Eclipse Distribution License: the words of BSD-3-Clause.
  'EDL-1.0',
]);
/** Weak copyleft of single files: allowed in tools that only run while building, never in what is shipped. */
const toolsOnly = new Set(['MPL-2.0']);
/** Packages whose manifest names their licence loosely; the name that was found in their licence file. */
const readByHand = new Map([
  ['arc', 'BSD-3-Clause'],
  ['splaytree-ts', 'BSD-3-Clause'],
]);
/** Copyleft, as witnesses in tests alone: never in what is shipped, and nothing under src imports them (test/architecture). */
const witnesses = new Map([['geos-wasm', 'LGPL-3.0-or-later']]);

/** Weak copyleft of a library that is shipped unchanged, in files of its own that anybody may replace; resources/gdal/README.md. */
const replaceable = new Map([['gdal3.js', 'LGPL-2.1-or-later']]);

/** True when one of the licences that may be chosen is allowed; an AND needs all of them. */
export function isAllowed(expression, allowed) {
  const plain = expression.replace(/[()]/g, ' ').trim();
  return plain
    .split(/\s+OR\s+/i)
    .some((choice) => choice.split(/\s+AND\s+/i).every((one) => allowed.has(one.trim().replace(/\s+WITH\s.*$/i, ''))));
}

/** Licence of an installed package as its manifest says; a text such as 'UNKNOWN' where it says nothing. */
function licenceOf(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const told = manifest.license ?? manifest.licenses;
  if (typeof told === 'string') return told;
  if (Array.isArray(told)) return told.map((entry) => entry.type ?? entry).join(' OR ');
  if (typeof told?.type === 'string') return told.type;
  const text = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  const words = text ? readFileSync(join(folder, text), 'utf8') : '';
  if (/Permission is hereby granted, free of charge/.test(words)) return 'MIT';
  return /Redistribution and use in source and binary forms/.test(words) ? 'BSD-3-Clause' : 'UNKNOWN';
}

/** Checks every installed package of the lock file; 0 when all may be used. */
export function checkLicences() {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const refused = [];
  for (const [path, entry] of Object.entries(lock.packages)) {
    const folder = join(root, path);
    if (path === '' || !existsSync(join(folder, 'package.json'))) continue;
    const name = path.split('node_modules/').at(-1);
    const licence = readByHand.get(name) ?? licenceOf(folder);
    const allowed = entry.dev || entry.devOptional ? new Set([...permissive, ...toolsOnly]) : permissive;
    if (entry.dev && witnesses.get(name) === licence) continue;
    if (replaceable.get(name) === licence) continue;
    if (!isAllowed(licence, allowed)) refused.push(`${name} ${entry.version}: ${licence}`);
  }
  for (const line of refused) say(`licence not allowed: ${line}`);
  return refused.length === 0 ? 0 : 1;
}

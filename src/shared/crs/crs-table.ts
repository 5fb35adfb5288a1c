import table from '../../../resources/crs/epsg.json' with { type: 'json' };
import { parseProjString } from './proj-string.ts';
import type { Crs, CrsSource } from './types.ts';

/** One row of the shipped table, as text. */
export interface CrsRow {
  readonly code: string;
  readonly name: string;
  /** A PROJ string without its plus signs. */
  readonly definition: string;
}

let rowByCode: Map<string, string> | null = null;
let horizontalByCode: Map<string, string> | null = null;

function rows(): Map<string, string> {
  rowByCode ??= new Map(table.rows.map((row) => [row.slice(0, row.indexOf('|')), row]));
  return rowByCode;
}

/** Every row of the table in the order of codes, taken apart. Costs about 10 ms. */
export function crsRows(): readonly CrsRow[] {
  return table.rows.map((row) => {
    const [code, name, definition] = row.split('|');
    return { code, name, definition };
  });
}

/**
 * The digits of a code written as "EPSG:25833", "25833", "urn:ogc:def:crs:EPSG::25833",
 * "http://www.opengis.net/def/crs/EPSG/0/25833" or "urn:ogc:def:crs:OGC:1.3:CRS84" (which is 4326); null otherwise.
 */
export function epsgDigits(text: string): string | null {
  const trimmed = text.trim();
  if (/^(urn:ogc:def:crs:|https?:\/\/www\.opengis\.net\/def\/crs\/)?OGC[:/][^:/]*[:/]?CRS84$/i.test(trimmed))
    return '4326';
  const digits =
    /^(?:EPSG:{1,2})?(\d{4,5})$/i.exec(trimmed)?.[1] ??
    /^urn:(?:ogc|x-ogc):def:crs:EPSG:[^:]*:(\d{4,5})$/i.exec(trimmed)?.[1] ??
    /^https?:\/\/www\.opengis\.net\/def\/crs\/EPSG\/[^/]+\/(\d{4,5})\/?$/i.exec(trimmed)?.[1] ??
    /^https?:\/\/www\.opengis\.net\/gml\/srs\/epsg\.xml#(\d{4,5})$/i.exec(trimmed)?.[1];
  return digits ?? null;
}

/** The code of the plane part of a system with heights ("5973" leads to "25833"); the code itself otherwise. */
export function horizontalDigits(digits: string): string {
  horizontalByCode ??= new Map(table.horizontal.map((pair) => pair.split('|') as [string, string]));
  return horizontalByCode.get(digits) ?? digits;
}

/**
 * The registered CRS of this code ("EPSG:25833", "25833", URN or URL form), or null when the table does not hold it. Systems
 * with a height give their plane part: "EPSG:5973" is answered with EPSG:25833. 900913 is Web Mercator, EPSG:3857.
 */
export function crsByCode(code: string, source: CrsSource): Crs | null {
  const digits = code.trim().replace(/^EPSG:/i, '') === '900913' ? '3857' : epsgDigits(code);
  if (digits === null) return null;
  const row = rows().get(horizontalDigits(digits));
  return row === undefined ? null : crsOfRow(row, source);
}

function crsOfRow(row: string, source: CrsSource): Crs | null {
  const [code, name, compact, area] = row.split('|');
  const definition = `${compact.replace(/(^| )/g, '$1+')} +no_defs`;
  const parsed = parseProjString(definition);
  if (!parsed.ok) return null;
  const [west, south, east, north] = area.split(',').map(Number);
  return {
    kind: parsed.value.method === 'longlat' ? 'geographic' : 'projected',
    code: `EPSG:${code}`,
    name,
    source,
    definition,
    metresPerUnit: parsed.value.metresPerUnit,
    areaOfUse: [west, south, east, north],
  };
}

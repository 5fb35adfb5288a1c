import type { Crs } from '../../../shared/crs/types.ts';
import { writeWkt } from '../../../shared/crs/write-wkt.ts';
import type { Connection } from '../sqlite/connection.ts';

/** Numbers under this are those of the register; systems without a code get numbers from here on. */
const firstOwnNumber = 100_000;

/**
 * Number of a CRS in the file's `gpkg_spatial_ref_sys`; enters it where it is missing. A system that is not known is the
 * standard's -1. A system without a code is entered under the organization NONE with its definition. To be run inside a
 * transaction.
 */
export function spatialReference(connection: Connection, crs: Crs): number {
  if (crs.kind === 'unknown') return -1;
  const digits = /^EPSG:(\d{4,5})$/.exec(crs.code ?? '')?.[1];
  const wkt = writeWkt(crs) ?? 'undefined';
  if (digits !== undefined) {
    const code = Number(digits);
    enter(connection, crs.name, code, 'EPSG', code, wkt);
    return code;
  }
  const known = connection.value(
    "SELECT srs_id FROM gpkg_spatial_ref_sys WHERE organization = 'NONE' AND definition = ? AND srs_name = ?",
    wkt,
    crs.name,
  );
  if (typeof known === 'number' && known > 0) return known;
  const highest = Number(connection.value('SELECT max(srs_id) FROM gpkg_spatial_ref_sys'));
  const number = Math.max(firstOwnNumber, highest + 1);
  enter(connection, crs.name === '' ? `System ${number}` : crs.name, number, 'NONE', number, wkt);
  return number;
}

function enter(connection: Connection, name: string, id: number, organization: string, code: number, wkt: string) {
  connection.run(
    'INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)',
    name,
    id,
    organization,
    code,
    wkt,
  );
}

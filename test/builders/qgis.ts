import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./qgis-look.py', import.meta.url));
/** QGIS belongs to the system's Python, which need not be the first one on the path. */
const pythons = ['/usr/bin/python3', 'python3'];
// Without a screen, and without anything that a person set.
const env = { ...process.env, QT_QPA_PLATFORM: 'offscreen', QGIS_NO_OVERRIDE_IMPORT: '1' };

const python = pythons.find((name) => spawnSync(name, ['-c', 'import qgis.core'], { env }).status === 0);

/** Whether QGIS is there; tests that ask it skip, saying so, where it is not. */
export const hasQgis = python !== undefined;

/** A layer as QGIS takes it. */
export interface QgisLayer {
  readonly name: string;
  readonly valid: boolean;
  readonly error: string;
  /** As `EPSG:25833`; empty where it has none. */
  readonly crs: string;
  /** As `MultiPolygon`. */
  readonly geometry: string;
  readonly features: number;
  /** Features that were read one by one, and how many of them had a geometry that QGIS calls valid. */
  readonly read: number;
  readonly validShapes: number;
  /** Features that are found by a rectangle around the first one's shape. */
  readonly foundByPlace: number;
  /** Least and largest x and y; null without shapes. */
  readonly extent: readonly [number, number, number, number] | null;
  readonly fields: readonly (readonly [name: string, type: string])[];
  /** The first feature; missing values are null. */
  readonly first: Readonly<Record<string, string | number | boolean | null>>;
}

/** Every layer of a GeoPackage as QGIS takes it, and all that it said meanwhile. */
export function lookWithQgis(path: string): {
  readonly version: string;
  readonly layers: readonly QgisLayer[];
  readonly messages: readonly string[];
} {
  if (python === undefined) throw new Error('QGIS is not there');
  const { stdout, stderr, status } = spawnSync(python, [script, path], { encoding: 'utf8', env, timeout: 120_000 });
  if (status !== 0) throw new Error(`QGIS: ${stderr}`);
  return JSON.parse(stdout.slice(stdout.indexOf('{')));
}

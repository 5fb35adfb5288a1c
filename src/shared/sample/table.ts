import type { Crs } from '../crs/types.ts';
import { textColumn } from '../dataset/columns.ts';
import type { Column, Dataset } from '../dataset/types.ts';
import type { Geometry } from '../geometry/types.ts';
import { asId } from '../lib/id.ts';
import { centimetres } from './lattice.ts';
import { origin } from './place.ts';
import type { Ring, Shape } from './shapes.ts';

/** The CRS of everything in the sample. */
export const sampleCrs: Crs = {
  kind: 'projected',
  code: 'EPSG:25833',
  name: 'ETRS89 / UTM zone 33N',
  source: 'file',
  definition: '+proj=utm +zone=33 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs',
  metresPerUnit: 1,
  areaOfUse: [12, 46.4, 18, 84.42],
};

/** EPSG:25833 as ESRI software writes it into a .prj. */
export const samplePrj =
  'PROJCS["ETRS_1989_UTM_Zone_33N",GEOGCS["GCS_ETRS_1989",DATUM["D_ETRS_1989",SPHEROID["GRS_1980",6378137.0,298.257222101]],' +
  'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],' +
  'PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",15.0],' +
  'PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';

/** A column from plain values; null is missing. Numbers that are whole days since 1970 make a date column. */
export const numbers = (name: string, values: readonly (number | null)[]): Column => ({
  type: 'number',
  name,
  values: Float64Array.from(values, (value) => value ?? Number.NaN),
});
export const texts = (name: string, values: readonly (string | null)[]): Column => textColumn(name, values);
export const dates = (name: string, values: readonly (number | null)[]): Column => ({
  type: 'date',
  name,
  values: Float64Array.from(values, (value) => value ?? Number.NaN),
});
export const booleans = (name: string, values: readonly (boolean | null)[]): Column => ({
  type: 'boolean',
  name,
  values: Uint8Array.from(values, (value) => (value === null ? 255 : value ? 1 : 0)),
});

function dataset(geometry: Geometry, columns: readonly Column[]): Dataset {
  return { id: asId('sample'), crs: sampleCrs, geometry, columns };
}

/** Flattens rings of local metres to coordinates in EPSG:25833, whole centimetres. */
function flatten(rings: readonly Ring[]): { xy: Float64Array; starts: Uint32Array } {
  const starts = new Uint32Array(rings.length + 1);
  rings.forEach((ring, index) => {
    starts[index + 1] = starts[index] + ring.length / 2;
  });
  const xy = new Float64Array(2 * starts[rings.length]);
  let at = 0;
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      xy[at++] = centimetres(ring[i] + origin.east);
      xy[at++] = centimetres(ring[i + 1] + origin.north);
    }
  }
  return { xy, starts };
}

/** One polygon a row; null: no geometry. */
export function polygonTable(shapes: readonly (Shape | null)[], columns: readonly Column[]): Dataset {
  const featureStart = new Uint32Array(shapes.length + 1);
  const partStart = [0];
  shapes.forEach((shape, row) => {
    featureStart[row + 1] = featureStart[row] + (shape ? 1 : 0);
    if (shape) partStart.push(partStart[partStart.length - 1] + shape.length);
  });
  const { xy, starts } = flatten(shapes.flatMap((shape) => shape ?? []));
  return dataset(
    { kind: 'polygons', xy, featureStart, partStart: Uint32Array.from(partStart), ringStart: starts },
    columns,
  );
}

/** One line a row. */
export function lineTable(lines: readonly Ring[], columns: readonly Column[]): Dataset {
  const { xy, starts } = flatten(lines);
  const featureStart = Uint32Array.from({ length: lines.length + 1 }, (_, row) => row);
  return dataset({ kind: 'lines', xy, featureStart, pathStart: starts }, columns);
}

/** One point a row. */
export function pointTable(points: readonly (readonly [number, number])[], columns: readonly Column[]): Dataset {
  const { xy, starts } = flatten(points);
  return dataset({ kind: 'points', xy, featureStart: starts }, columns);
}

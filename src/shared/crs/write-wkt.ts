import { type ProjDefinition, parseProjString } from './proj-string.ts';
import type { Crs } from './types.ts';

/** Projections as ESRI's well-known text names them, with its parameters and the PROJ parameters they hold. */
interface EsriMethod {
  readonly name: string;
  readonly parameters: readonly (readonly [name: string, proj: string, fallback: number])[];
}

const offsets = [
  ['False_Easting', 'x_0', 0],
  ['False_Northing', 'y_0', 0],
] as const;
const meridian = ['Central_Meridian', 'lon_0', 0] as const;
const origin = ['Latitude_Of_Origin', 'lat_0', 0] as const;
const scale = ['Scale_Factor', 'k', 1] as const;
const firstParallel = ['Standard_Parallel_1', 'lat_1', 0] as const;
const secondParallel = ['Standard_Parallel_2', 'lat_2', 0] as const;

const oneParallel: EsriMethod = {
  name: 'Lambert_Conformal_Conic',
  parameters: [...offsets, meridian, firstParallel, scale, origin],
};

/** By PROJ method. Source: names and parameters of the ESRI Projection Engine; the reader's list is `wkt-methods.ts`. */
const methods: ReadonlyMap<string, EsriMethod> = new Map([
  ['tmerc', { name: 'Transverse_Mercator', parameters: [...offsets, meridian, scale, origin] }],
  [
    'lcc',
    {
      name: 'Lambert_Conformal_Conic',
      parameters: [...offsets, meridian, firstParallel, secondParallel, scale, origin],
    },
  ],
  ['aea', { name: 'Albers', parameters: [...offsets, meridian, firstParallel, secondParallel, origin] }],
  ['eqdc', { name: 'Equidistant_Conic', parameters: [...offsets, meridian, firstParallel, secondParallel, origin] }],
  ['laea', { name: 'Lambert_Azimuthal_Equal_Area', parameters: [...offsets, meridian, origin] }],
  ['aeqd', { name: 'Azimuthal_Equidistant', parameters: [...offsets, meridian, origin] }],
  ['cass', { name: 'Cassini', parameters: [...offsets, meridian, ['Scale_Factor', 'k', 1], origin] }],
  ['poly', { name: 'Polyconic', parameters: [...offsets, meridian, origin] }],
  ['sterea', { name: 'Double_Stereographic', parameters: [...offsets, meridian, scale, origin] }],
  ['cea', { name: 'Cylindrical_Equal_Area', parameters: [...offsets, meridian, ['Standard_Parallel_1', 'lat_ts', 0]] }],
]);

/** Datum names that other programs know by heart, by what stands before " / " in the register's name. */
const datums: ReadonlyMap<string, string> = new Map([
  ['WGS 84', 'WGS_1984'],
  ['ETRS89', 'ETRS_1989'],
  ['NAD83', 'North_American_1983'],
  ['NAD27', 'North_American_1927'],
  ['ED50', 'European_1950'],
  ['OSGB36', 'OSGB_1936'],
  ['OSGB 1936', 'OSGB_1936'],
  ['DHDN', 'Deutsches_Hauptdreiecksnetz'],
]);

/**
 * A CRS as well-known text in ESRI's manner (what a .prj holds), with the EPSG code at the end where there is one.
 * Null where the CRS is unknown or its projection has no faithful form there: then nothing is written rather than
 * something nearly right.
 */
export function writeWkt(crs: Crs): string | null {
  if (crs.definition === null || crs.kind === 'unknown') return null;
  const parsed = parseProjString(crs.definition);
  if (!parsed.ok) return null;
  const definition = parsed.value;
  if (definition.axisSigns.some((sign) => sign < 0) || definition.flags.size > 0) return null;
  const [datum, tail] = namesOf(crs);
  const code = /^EPSG:(\d+)$/.exec(crs.code ?? '')?.[1];
  const authority = code === undefined ? '' : `,AUTHORITY["EPSG","${code}"]`;
  const geographic = `GEOGCS["GCS_${datum}",${datumText(datum, definition, code === undefined)},PRIMEM["${
    definition.primeMeridian === 0 ? 'Greenwich' : 'Prime_Meridian'
  }",${number(definition.primeMeridian)}],UNIT["Degree",0.0174532925199433]`;
  if (definition.method === 'longlat') return `${geographic}${authority}]`;
  const projection = projectionText(definition);
  if (projection === null) return null;
  const name = [datum, ...(tail === '' ? [] : [tail])].join('_');
  return `PROJCS["${name}",${geographic}],${projection},${unitText(definition.metresPerUnit)}${authority}]`;
}

/** The datum's name and the rest of a name like "ETRS89 / UTM zone 33N", as words joined by underscores. */
function namesOf(crs: Crs): readonly [string, string] {
  const [first, ...rest] = crs.name.split(' / ');
  const tail = joined(rest.join(' ').replace(/\bzone\b/, 'Zone'));
  return [datums.get(first) ?? (joined(first) || 'unknown'), tail];
}

const joined = (text: string): string => text.replace(/[^\p{L}\p{N}.+-]+/gu, '_').replace(/^_+|_+$/g, '');

const number = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(rounded(value, 15)));

const rounded = (value: number, digits: number): number => Number(value.toPrecision(digits));

function datumText(name: string, { ellipsoid, shift }: ProjDefinition, withShift: boolean): string {
  const { a, es } = ellipsoid;
  const inverse = es === 0 ? 0 : rounded(1 / (1 - Math.sqrt(1 - es)), 12);
  const toWgs84 = withShift && shift.kind === 'parameters' ? `,TOWGS84[${shift.values.join(',')}]` : '';
  return `DATUM["D_${name}",SPHEROID["${sphereName(a, inverse)}",${number(a)},${number(inverse)}]${toWgs84}]`;
}

function sphereName(a: number, inverse: number): string {
  if (a !== 6378137) return `Spheroid_${a}`;
  return Math.abs(inverse - 298.257222101) < 1e-8 ? 'GRS_1980' : 'WGS_1984';
}

function unitText(metres: number): string {
  if (metres === 1) return 'UNIT["Meter",1.0]';
  if (Math.abs(metres / 0.3048 - 1) < 1e-9) return 'UNIT["Foot",0.3048]';
  if (Math.abs(metres / (1200 / 3937) - 1) < 1e-9) return 'UNIT["Foot_US",0.3048006096012192]';
  return `UNIT["Unit",${number(metres)}]`;
}

function projectionText(definition: ProjDefinition): string | null {
  const { parameters } = definition;
  const method = methodOf(definition);
  if (method === null) return null;
  const known = new Set(method.parameters.map(([, proj]) => proj));
  // A parameter that has no place in the text would be lost: no text then. Krüger's and Snyder's `approx` was refused above.
  for (const [key, value] of parameters)
    if (!known.has(key) && value !== 0 && !(key === 'k' && value === 1)) return null;
  const texts = method.parameters
    .filter(([name, proj]) => parameters.has(proj) || name !== 'Scale_Factor')
    .map(([name, proj, fallback]) => {
      const value = parameters.get(proj) ?? fallback;
      const isLength = proj === 'x_0' || proj === 'y_0';
      return `PARAMETER["${name}",${number(isLength ? value / definition.metresPerUnit : value)}]`;
    });
  return [`PROJECTION["${method.name}"]`, ...texts].join(',');
}

function methodOf(definition: ProjDefinition): EsriMethod | null {
  const { method, parameters, ellipsoid } = definition;
  if (method === 'lcc' && !parameters.has('lat_2')) return oneParallel;
  if (method === 'merc') {
    if (ellipsoid.es === 0)
      return ellipsoid.a === 6378137 && (parameters.get('k') ?? 1) === 1
        ? {
            name: 'Mercator_Auxiliary_Sphere',
            parameters: [...offsets, meridian, ['Standard_Parallel_1', 'lat_ts', 0]],
          }
        : null;
    return parameters.has('k')
      ? { name: 'Mercator_1SP', parameters: [...offsets, meridian, scale, origin] }
      : { name: 'Mercator', parameters: [...offsets, meridian, ['Standard_Parallel_1', 'lat_ts', 0]] };
  }
  if (method === 'stere' && Math.abs(parameters.get('lat_0') ?? 0) === 90 && (parameters.get('k') ?? 1) === 1) {
    const pole = (parameters.get('lat_0') ?? 90) > 0 ? 'North' : 'South';
    return {
      name: `Stereographic_${pole}_Pole`,
      parameters: [...offsets, meridian, ['Standard_Parallel_1', 'lat_ts', parameters.get('lat_0') ?? 90]],
    };
  }
  return methods.get(method) ?? null;
}

/**
 * Projection methods of well-known text and their PROJ counterparts. Names are compared without case, blanks, underscores
 * and punctuation. Source: EPSG Guidance Note 7-2 (methods and parameters), the ESRI Projection Engine's and GDAL's names.
 */
interface Method {
  readonly proj: string;
  readonly names: readonly string[];
  /** PROJ parameters that differ from the common list, by parameter name in the text. */
  readonly parameters?: readonly (readonly [string, string])[];
  /** Words added to the definition. */
  readonly flags?: readonly string[];
}

const methods: readonly Method[] = [
  {
    proj: 'tmerc',
    names: ['transversemercator', 'gausskruger', 'transversemercatorcomplex', 'transversemercatorsouthorientated'],
  },
  {
    proj: 'lcc',
    names: [
      'lambertconformalconic',
      'lambertconformalconic1sp',
      'lambertconformalconic2sp',
      'lambertconicconformal1sp',
      'lambertconicconformal2sp',
      'lambertconformalconic2spbelgium',
    ],
  },
  { proj: 'aea', names: ['albers', 'albersconicequalarea', 'albersequalarea', 'albersequalareaconic'] },
  { proj: 'laea', names: ['lambertazimuthalequalarea'] },
  { proj: 'merc', names: ['mercator', 'mercator1sp', 'mercator2sp', 'mercatorvarianta', 'mercatorvariantb'] },
  {
    proj: 'webmerc',
    names: [
      'mercatorauxiliarysphere',
      'popularvisualisationpseudomercator',
      'pseudomercator',
      'mercatorpopularvisualisation',
    ],
  },
  { proj: 'sterea', names: ['obliquestereographic', 'doublestereographic'] },
  {
    proj: 'stere',
    names: ['stereographic', 'polarstereographic', 'polarstereographicvarianta', 'polarstereographicvariantb'],
  },
  { proj: 'stere', names: ['stereographicnorthpole'], flags: ['lat_0=90'] },
  { proj: 'stere', names: ['stereographicsouthpole'], flags: ['lat_0=-90'] },
  {
    proj: 'omerc',
    names: [
      'hotineobliquemercatorazimuthcenter',
      'rectifiedskeworthomorphiccenter',
      'obliquemercator',
      'hotineobliquemercatorvariantb',
      'rectifiedskeworthomorphicnaturalorigin',
    ],
    parameters: [['centralmeridian', 'lonc']],
  },
  {
    proj: 'omerc',
    names: ['hotineobliquemercator', 'hotineobliquemercatorazimuthnaturalorigin', 'hotineobliquemercatorvarianta'],
    flags: ['no_uoff'],
  },
  { proj: 'somerc', names: ['swissobliquecylindrical', 'swissobliquemercator'] },
  { proj: 'krovak', names: ['krovak', 'krovaknorthorientated'] },
  { proj: 'cass', names: ['cassini', 'cassinisoldner'] },
  { proj: 'poly', names: ['polyconic', 'americanpolyconic'] },
  {
    proj: 'eqc',
    names: ['equirectangular', 'equidistantcylindrical', 'platecarree', 'equidistantcylindricalspherical'],
  },
  { proj: 'cea', names: ['cylindricalequalarea', 'lambertcylindricalequalarea'] },
  { proj: 'eqdc', names: ['equidistantconic'] },
  { proj: 'aeqd', names: ['azimuthalequidistant', 'modifiedazimuthalequidistant'] },
  { proj: 'nzmg', names: ['newzealandmapgrid'] },
  { proj: 'robin', names: ['robinson'] },
  { proj: 'moll', names: ['mollweide'] },
  { proj: 'sinu', names: ['sinusoidal'] },
  { proj: 'eck6', names: ['eckertvi'] },
  { proj: 'mill', names: ['millercylindrical'] },
  { proj: 'vandg', names: ['vandergrinten', 'vandergrinteni'] },
  { proj: 'eqearth', names: ['equalearth'] },
  { proj: 'bonne', names: ['bonne'] },
  { proj: 'gnom', names: ['gnomonic'] },
  { proj: 'ortho', names: ['orthographic'] },
];

/** Parameter names of all dialects and the PROJ parameter they mean; the kind says which unit their value has. */
const parameterNames: readonly (readonly [string, string, 'angle' | 'length' | 'scale'])[] = [
  ['latitudeoforigin', 'lat_0', 'angle'],
  ['latitudeofcenter', 'lat_0', 'angle'],
  ['centralparallel', 'lat_0', 'angle'],
  ['latitudeofnaturalorigin', 'lat_0', 'angle'],
  ['latitudeoffalseorigin', 'lat_0', 'angle'],
  ['latitudeofprojectioncentre', 'lat_0', 'angle'],
  ['latitudeofprojectioncenter', 'lat_0', 'angle'],
  ['centralmeridian', 'lon_0', 'angle'],
  ['longitudeofcenter', 'lon_0', 'angle'],
  ['longitudeoforigin', 'lon_0', 'angle'],
  ['longitudeofnaturalorigin', 'lon_0', 'angle'],
  ['longitudeoffalseorigin', 'lon_0', 'angle'],
  ['longitudeofprojectioncentre', 'lon_0', 'angle'],
  ['longitudeofprojectioncenter', 'lon_0', 'angle'],
  ['standardparallel1', 'lat_1', 'angle'],
  ['latitudeof1ststandardparallel', 'lat_1', 'angle'],
  ['latitudeofstandardparallel', 'lat_ts', 'angle'],
  ['longitudeoforigin', 'lon_0', 'angle'],
  ['standardparallel2', 'lat_2', 'angle'],
  ['latitudeof2ndstandardparallel', 'lat_2', 'angle'],
  ['latitudeofpseudostandardparallel', 'lat_1', 'angle'],
  ['azimuth', 'alpha', 'angle'],
  ['azimuthofinitialline', 'alpha', 'angle'],
  ['azimuthatprojectioncentre', 'alpha', 'angle'],
  ['colatitudeofconeaxis', 'alpha', 'angle'],
  ['rectifiedgridangle', 'gamma', 'angle'],
  ['anglefromrectifiedtoskewgrid', 'gamma', 'angle'],
  ['xyplanerotation', 'gamma', 'angle'],
  ['scalefactor', 'k', 'scale'],
  ['scalefactoratnaturalorigin', 'k', 'scale'],
  ['scalefactoratprojectioncentre', 'k', 'scale'],
  ['scalefactoroninitialline', 'k', 'scale'],
  ['scalefactoronpseudostandardparallel', 'k', 'scale'],
  ['falseeasting', 'x_0', 'length'],
  ['falsenorthing', 'y_0', 'length'],
  ['eastingatfalseorigin', 'x_0', 'length'],
  ['northingatfalseorigin', 'y_0', 'length'],
  ['eastingatprojectioncentre', 'x_0', 'length'],
  ['northingatprojectioncentre', 'y_0', 'length'],
];

const methodByName = new Map(methods.flatMap((method) => method.names.map((name) => [name, method] as const)));
const parameterByName = new Map(parameterNames.map(([name, proj, kind]) => [name, { proj, kind }] as const));

/** A name with nothing left but its letters and digits, lower case. */
export const bareName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The PROJ method of a projection's name in well-known text, or undefined when it is not known. */
export function findMethod(name: string): Method | undefined {
  return methodByName.get(bareName(name));
}

/** What a parameter of this name means for a method; undefined when it is not known. */
export function findParameter(
  method: Method,
  name: string,
): { readonly proj: string; readonly kind: 'angle' | 'length' | 'scale' } | undefined {
  const bare = bareName(name).replace('centre', 'center');
  const found = parameterByName.get(bareName(name)) ?? parameterByName.get(bare);
  if (!found) return undefined;
  const own = method.parameters?.find(([key]) => key === bareName(name))?.[1];
  if (own !== undefined) return { ...found, proj: own };
  if (method.proj === 'omerc' && found.proj === 'lon_0') return { ...found, proj: 'lonc' };
  return found;
}

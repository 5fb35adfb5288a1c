/** An ellipsoid of revolution: semi-major axis in metres and first eccentricity squared (0 for a sphere). */
export interface Ellipsoid {
  readonly a: number;
  readonly es: number;
}

const flattened = (a: number, inverseFlattening: number): Ellipsoid => {
  const f = 1 / inverseFlattening;
  return { a, es: f * (2 - f) };
};
const axes = (a: number, b: number): Ellipsoid => ({ a, es: 1 - (b * b) / (a * a) });

/** Ellipsoids by their PROJ name. Source: EPSG register (ellipsoid table) under the names of PROJ's `-le` list. */
export const ellipsoids: ReadonlyMap<string, Ellipsoid> = new Map([
  ['GRS80', flattened(6378137, 298.257222101)],
  ['WGS84', flattened(6378137, 298.257223563)],
  ['WGS72', flattened(6378135, 298.26)],
  ['WGS66', flattened(6378145, 298.25)],
  ['GRS67', flattened(6378160, 298.247167427)],
  ['aust_SA', flattened(6378160, 298.25)],
  ['airy', axes(6377563.396, 6356256.91)],
  ['mod_airy', axes(6377340.189, 6356034.446)],
  ['bessel', flattened(6377397.155, 299.1528128)],
  ['bess_nam', flattened(6377483.865, 299.1528128)],
  ['clrk66', axes(6378206.4, 6356583.8)],
  ['clrk80', flattened(6378249.145, 293.4663)],
  ['clrk80ign', flattened(6378249.2, 293.4660212936269)],
  ['clrk58', flattened(6378293.645208759, 294.2606763692654)],
  ['evrst30', flattened(6377276.345, 300.8017)],
  ['evrst48', flattened(6377304.063, 300.8017)],
  ['evrst56', flattened(6377301.243, 300.8017)],
  ['evrst69', flattened(6377295.664, 300.8017)],
  ['evrstSS', flattened(6377298.556, 300.8017)],
  ['GSK2011', flattened(6378136.5, 298.2564151)],
  ['helmert', flattened(6378200, 298.3)],
  ['hough', flattened(6378270, 297)],
  ['IAU76', flattened(6378140, 298.257)],
  ['intl', flattened(6378388, 297)],
  ['krass', flattened(6378245, 298.3)],
  ['NWL9D', flattened(6378145, 298.25)],
  ['PZ90', flattened(6378136, 298.25784)],
  ['andrae', axes(6377104.43, 6355847.415)],
  ['danish', axes(6377019.2563, 6355762.5254)],
  ['sphere', { a: 6370997, es: 0 }],
]);

/** Prime meridians in degrees east of Greenwich. Source: EPSG register (prime meridian table). */
export const primeMeridians: ReadonlyMap<string, number> = new Map([
  ['greenwich', 0],
  ['lisbon', -9.131906111111],
  ['paris', 2.337229166667],
  ['bogota', -74.080916666667],
  ['madrid', -3.687938888889],
  ['rome', 12.452333333333],
  ['bern', 7.439583333333],
  ['jakarta', 106.807719444444],
  ['ferro', -17.666666666667],
  ['brussels', 4.367975],
  ['stockholm', 18.058277777778],
  ['athens', 23.7163375],
  ['oslo', 10.722916666667],
  ['copenhagen', 12.57788],
]);

/** Metres per length unit by PROJ name. Source: EPSG register (unit of measure table). */
export const lengthUnits: ReadonlyMap<string, number> = new Map([
  ['m', 1],
  ['km', 1000],
  ['dm', 0.1],
  ['cm', 0.01],
  ['mm', 0.001],
  ['ft', 0.3048],
  ['us-ft', 1200 / 3937],
  ['yd', 0.9144],
  ['us-yd', 3600 / 3937],
  ['ind-yd', 0.91439523],
  ['ind-ft', 0.30479841],
  ['ch', 20.1168],
  ['link', 0.201168],
  ['us-ch', 79200 / 3937],
  ['fath', 1.8288],
  ['mi', 1609.344],
  ['us-mi', 6336000 / 3937],
  ['kmi', 1852],
]);

/**
 * Datums that a PROJ string may name: ellipsoid and shift to WGS 84 (three or seven parameters, position vector).
 * Source: NIMA TR8350.2 (NAD27, mean of the contiguous United States) and EPSG transformations 1777 (Potsdam),
 * 1314 (OSGB36), 1564 (NZGD49), 1641 (TM65), 1272 (GGRS87), 1130 (Carthage), 1618 (MGI).
 */
export const namedDatums: ReadonlyMap<string, { readonly ellipsoid: string; readonly shift: readonly number[] }> =
  new Map([
    ['wgs84', { ellipsoid: 'WGS84', shift: [] }],
    ['nad83', { ellipsoid: 'GRS80', shift: [] }],
    ['nad27', { ellipsoid: 'clrk66', shift: [-8, 160, 176] }],
    ['potsdam', { ellipsoid: 'bessel', shift: [598.1, 73.7, 418.2, 0.202, 0.045, -2.455, 6.7] }],
    ['osgb36', { ellipsoid: 'airy', shift: [446.448, -125.157, 542.06, 0.15, 0.247, 0.842, -20.489] }],
    ['nzgd49', { ellipsoid: 'intl', shift: [59.47, -5.04, 187.44, 0.47, -0.1, 1.024, -4.5993] }],
    ['ire65', { ellipsoid: 'mod_airy', shift: [482.53, -130.596, 564.557, -1.042, -0.214, -0.631, 8.15] }],
    ['ggrs87', { ellipsoid: 'GRS80', shift: [-199.87, 74.79, 246.62] }],
    ['carthage', { ellipsoid: 'clrk80ign', shift: [-263, 6, 431] }],
    ['hermannskogel', { ellipsoid: 'bessel', shift: [577.326, 90.129, 463.919, 5.137, 1.474, 5.297, 2.4232] }],
  ]);

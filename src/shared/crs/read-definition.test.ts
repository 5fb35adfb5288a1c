import { describe, expect, test } from 'vitest';
import { readCrsDefinition } from './read-definition.ts';

const read = (text: string) => {
  const { crs, issues } = readCrsDefinition(text, 'prj');
  return { crs, codes: issues.map(({ code }) => code) };
};

const esri = (name: string, more = '', meridian = 15) =>
  `PROJCS["${name}",GEOGCS["GCS_ETRS_1989",DATUM["D_ETRS_1989",SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",${meridian}.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]${more}]`;

const wkt2 = `PROJCRS["mitt system",BASEGEOGCRS["SWEREF99",DATUM["SWEREF99",ELLIPSOID["GRS 1980",6378137,298.257222101,LENGTHUNIT["metre",1]]],PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]]],CONVERSION["SWEREF99 20 15",METHOD["Transverse Mercator",ID["EPSG",9807]],PARAMETER["Latitude of natural origin",0,ANGLEUNIT["degree",0.0174532925199433]],PARAMETER["Longitude of natural origin",20.25,ANGLEUNIT["degree",0.0174532925199433]],PARAMETER["Scale factor at natural origin",1,SCALEUNIT["unity",1]],PARAMETER["False easting",150,LENGTHUNIT["kilometre",1000]],PARAMETER["False northing",0,LENGTHUNIT["metre",1]]],CS[Cartesian,2],AXIS["northing (N)",north,ORDER[1],LENGTHUNIT["metre",1]],AXIS["easting (E)",east,ORDER[2],LENGTHUNIT["metre",1]]]`;

describe('a CRS text', () => {
  test.each([
    [esri('ETRS_1989_UTM_Zone_33N'), 'EPSG:25833', 'crs-found-by-name'],
    [`\uFEFF${esri('ETRS_1989_UTM_Zone_33N')}\0\n`, 'EPSG:25833', 'crs-found-by-name'],
    [esri('noe vi har laget selv'), 'EPSG:25833', 'crs-found-by-parameters'],
    [esri('x', ',AUTHORITY["EPSG","25833"]'), 'EPSG:25833', 'crs-found-by-code'],
    [wkt2, 'EPSG:3016', 'crs-found-by-parameters'],
    [wkt2.replace('mitt system', 'SWEREF99 20 15'), 'EPSG:3016', 'crs-found-by-name'],
    [wkt2.replaceAll('[', '(').replaceAll(']', ')'), 'EPSG:3016', 'crs-found-by-parameters'],
    [wkt2.replace(/\]$/, ',ID["EPSG",3016]]'), 'EPSG:3016', 'crs-found-by-code'],
    ['EPSG:25833', 'EPSG:25833', 'crs-found-by-code'],
    ['urn:ogc:def:crs:EPSG::3006', 'EPSG:3006', 'crs-found-by-code'],
    ['urn:ogc:def:crs:OGC:1.3:CRS84', 'EPSG:4326', 'crs-found-by-code'],
    ['http://www.opengis.net/def/crs/EPSG/0/4258', 'EPSG:4258', 'crs-found-by-code'],
    ['+proj=utm +zone=33 +ellps=GRS80 +units=m +no_defs', 'EPSG:25833', 'crs-found-by-parameters'],
    ['+proj=utm +zone=18 +datum=NAD83 +no_defs', 'EPSG:26918', 'crs-found-by-parameters'],
    ['+proj=longlat +datum=WGS84 +no_defs', 'EPSG:4326', 'crs-found-by-parameters'],
    ['+init=epsg:3006', 'EPSG:3006', 'crs-found-by-code'],
  ])('%.60s... is %s', (text, code, how) => {
    const { crs, codes } = read(text);
    expect(crs.code).toBe(code);
    expect(crs.source).toBe('prj');
    expect(codes).toEqual([how]);
  });

  test('is not believed by its name alone', () => {
    const { crs } = read(esri('ETRS_1989_UTM_Zone_33N', '', 9));
    expect(crs.code).toBe('EPSG:25832');
  });

  test('is not believed by its code when its parameters say otherwise', () => {
    const { crs, codes } = read(esri('x', ',AUTHORITY["EPSG","25833"]', 9));
    expect(crs.code).toBe('EPSG:25832');
    expect(codes).toContain('crs-code-contradicted');
  });

  test('without a registered twin is used as it stands', () => {
    const { crs, codes } = read(esri('lokalt', '', 14));
    expect(crs).toMatchObject({ code: null, kind: 'projected', name: 'lokalt', metresPerUnit: 1, areaOfUse: null });
    expect(codes).toEqual(['crs-not-registered']);
  });

  test('on an old datum inherits that datum’s shift, and warns when the datum is unknown', () => {
    const old = (datum: string) =>
      `PROJCS["lokalt",GEOGCS["GCS_${datum}",DATUM["D_${datum}",SPHEROID["Bessel_1841",6377397.155,299.1528128]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["Central_Meridian",14.123],PARAMETER["Scale_Factor",1],UNIT["Meter",1.0]]`;
    expect(read(old('RT_1990')).crs.definition).toContain('+towgs84=414.1,41.3,603.1');
    expect(read(old('Unknown')).codes).toEqual(['crs-not-registered', 'crs-datum-unknown']);
  });

  test('with an unknown datum gets no code although the numbers would fit', () => {
    const { crs } = read(esri('x').replace('GCS_ETRS_1989', 'UNK').replace('D_ETRS_1989', 'D_unknown'));
    expect(crs.code).toBeNull();
    expect(crs.kind).toBe('projected');
  });

  test('with heights gives its plane part and says so', () => {
    expect(read('EPSG:5973')).toMatchObject({
      crs: { code: 'EPSG:25833' },
      codes: ['crs-found-by-code', 'crs-height-ignored'],
    });
    const compound = `COMPD_CS["x + NN2000",${esri('ETRS_1989_UTM_Zone_33N')},VERT_CS["NN2000",VERT_DATUM["NN2000",2005],UNIT["metre",1]]]`;
    expect(read(compound)).toMatchObject({
      crs: { code: 'EPSG:25833' },
      codes: ['crs-found-by-name', 'crs-height-ignored'],
    });
    const bound = `BOUNDCRS[SOURCECRS[${wkt2}],TARGETCRS[GEOGCRS["WGS 84"]],ABRIDGEDTRANSFORMATION["x"]]`;
    expect(read(bound).crs.code).toBe('EPSG:3016');
  });

  test.each([
    ['', 'crs-text-empty'],
    ['\uFEFF \n', 'crs-text-empty'],
    ['<!DOCTYPE html><html><body>404 Not Found</body></html>', 'crs-text-unreadable'],
    ['PROJCS[', 'crs-text-unreadable'],
    ['PROJCS["a",GEOGCS["b"', 'crs-text-unreadable'],
    [`${'GEOGCS['.repeat(5000)}`, 'crs-text-unreadable'],
    ['\u0000\u0001PK', 'crs-text-unreadable'],
    ['EPSG:99999', 'crs-code-unknown'],
    ['EPSG:foo', 'crs-code-unknown'],
    ['+proj=utm +zone=77', 'crs-definition-invalid'],
    ['+proj=merc +R_C +ellps=WGS84', 'crs-definition-invalid'],
    ['+proj=quincunx +ellps=WGS84', 'crs-projection-unsupported'],
    ['LOCAL_CS["byens eget",UNIT["metre",1]]', 'crs-kind-unsupported'],
    ['GEODCRS["ECEF",DATUM["x",ELLIPSOID["GRS 1980",6378137,298.25]],CS[Cartesian,3]]', 'crs-kind-unsupported'],
    ['GEOGCS["x",DATUM["y",SPHEROID["z",1e308,0]],UNIT["Degree",0.0174532925199433]]', 'crs-definition-invalid'],
    [
      'GEOGCS["x",DATUM["y",SPHEROID["Clarke_1880_IGN",6378249.2,293.46602]],UNIT["Grad",0.01570796326794897]]',
      'crs-unit-unsupported',
    ],
    [
      'PROJCS["x",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]],UNIT["Degree",0.0174532925199433]],PROJECTION["Aitoff"],UNIT["Meter",1]]',
      'crs-projection-unsupported',
    ],
  ])('%.50s is refused in words', (text, code) => {
    const { crs, codes } = read(text);
    expect(crs.kind).toBe('unknown');
    expect(codes).toEqual([code]);
  });

  test('keeps the realisation of the datum that its name states', () => {
    const text = `PROJCS["NAD_1983_HARN_StatePlane_Massachusetts_Mainland_FIPS_2001_Feet",GEOGCS["GCS_North_American_1983_HARN",DATUM["D_North_American_1983_HARN",SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Lambert_Conformal_Conic"],PARAMETER["False_Easting",656166.6666666665],PARAMETER["False_Northing",2460625.0],PARAMETER["Central_Meridian",-71.5],PARAMETER["Standard_Parallel_1",41.71666666666667],PARAMETER["Standard_Parallel_2",42.68333333333333],PARAMETER["Latitude_Of_Origin",41.0],UNIT["Foot_US",0.3048006096012192]]`;
    const { crs } = read(text);
    expect(crs.name).toBe('NAD83(HARN) / Massachusetts Mainland (ftUS)');
    expect(crs.metresPerUnit).toBeCloseTo(1200 / 3937, 12);
  });
});

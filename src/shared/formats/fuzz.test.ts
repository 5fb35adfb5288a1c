import { describe, expect, it } from 'vitest';
import { damage } from '../../../test/builders/damage.ts';
import { geoPackageOf } from '../../../test/builders/geopackage.ts';
import { buildGml } from '../../../test/builders/gml-builder.ts';
import { accepted, datasetOf, filesOf, someAreas, someColumns } from '../../../test/builders/layers-built.ts';
import { hasOgr, ogrConvertedFolder } from '../../../test/builders/ogr.ts';
import { readBuilt } from '../../../test/builders/read-built.ts';
import { buildDbf, buildShp, square } from '../../../test/builders/shapefile-builder.ts';
import { buildZip } from '../../../test/builders/zip-builder.ts';
import type { Column } from '../dataset/types.ts';
import { featureCount, type Geometry } from '../geometry/types.ts';
import { createRandom } from '../lib/random.ts';
import { flatGeobufOutput } from './flatgeobuf/write-flatgeobuf.ts';

/** Damaged files a target; FUZZ_ROUNDS raises it for long runs. */
const rounds = Number(process.env.FUZZ_ROUNDS ?? 500);
/** No single file of a few kilobytes may take longer, in milliseconds (generous: machines are shared). */
const patience = 2000;
/** Nor may its result hold more memory than this, in bytes. */
const memoryLimit = 8_000_000;

const shapes = buildShp('polygon', [
  { kind: 'polygon', parts: [square(0, 0, 10), square(2, 2, 4, true), square(20, 0, 5)] },
  { kind: 'null' },
  { kind: 'polygon', parts: [square(40, 0, 10)] },
  { kind: 'polygon', parts: [square(60, 0, 10), square(62, 2, 3, true)] },
]);
const lines = buildShp(
  'line',
  [
    { kind: 'line', parts: [square(0, 0, 10), square(5, 5, 5)] },
    { kind: 'line', parts: [square(0, 0, 1)] },
  ],
  'z',
);
const dbf = buildDbf(
  [
    { name: 'name', type: 'C', width: 10 },
    { name: 'n', type: 'N', width: 18, decimals: 3 },
    { name: 'd', type: 'D', width: 8 },
    { name: 'l', type: 'L', width: 1 },
  ],
  ['Bod\xf8', 'Rana', 'Hemnes', 'Nesna'].map((name, row) => ({
    cells: [name, `${row}.125`, '20240131', 'T'],
    deleted: row === 1,
  })),
  { languageByte: 0x57 },
);
const prj = new TextEncoder().encode(
  'PROJCS["ETRS_1989_UTM_Zone_33N",GEOGCS["GCS_ETRS_1989",DATUM["D_ETRS_1989",SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["Central_Meridian",15.0],UNIT["Meter",1.0]]',
);
const geojson = new TextEncoder().encode(
  JSON.stringify({
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { a: 1, b: 'x' },
        geometry: { type: 'Polygon', coordinates: [square(0, 0, 10), square(1, 1, 2)] },
      },
      { type: 'Feature', properties: { a: null }, geometry: { type: 'Point', coordinates: [1, 2, 3] } },
    ],
  }),
);
const csv = new TextEncoder().encode('name;x;y;n\n"Bodø";14,4;67,2;01\nRana;14.1;66.3;2\n');
const flatGeobuf = filesOf(accepted(flatGeobufOutput({ name: 'a', dataset: datasetOf(someAreas, someColumns) })))[0]
  .bytes;
const geoPackage = await geoPackageOf([{ name: 'a', dataset: datasetOf(someAreas, someColumns) }]);
const kml = new TextEncoder().encode(
  '<?xml version="1.0"?><kml><Folder><name>a</name><Placemark><name>b&amp;</name><ExtendedData><Data name="c"><value>1</value></Data></ExtendedData><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 9,0 9,9 0,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark><Placemark><Point><coordinates>1,2,3</coordinates></Point></Placemark></Folder></kml>',
);
const gpx = new TextEncoder().encode(
  '<gpx><wpt lat="1" lon="2"><ele>3</ele></wpt><trk><name>a</name><trkseg><trkpt lat="1" lon="2"/><trkpt lat="3" lon="4"/></trkseg></trk></gpx>',
);
const featureLines = new TextEncoder().encode(
  [1, 2, 3]
    .map((n) => `{"type":"Feature","properties":{"a":${n}},"geometry":{"type":"Point","coordinates":[${n},2]}}`)
    .join('\n'),
);
/** In ISO-8859-1 every byte is a sign, and blanks around take most of the damage: XML is refused at the first wrong one. */
const blankComment = `<!--${' '.repeat(4000)}-->`;
const plainGml = buildGml('urn:ogc:def:crs:EPSG::4258', [
  {
    type: 'Flate',
    fields: { a: '1', b: 'x' },
    geometry: {
      name: 'omraade',
      gml: '<gml:Polygon gml:id="p"><gml:exterior><gml:LinearRing><gml:posList>0 0 0 9 9 9 0 0</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>',
    },
  },
  { type: 'Plan', fields: { c: '0301' } },
]);
const gml = new TextEncoder().encode(
  plainGml
    .replace('utf-8', 'ISO-8859-1')
    .replace('</gml:FeatureCollection>', `${blankComment}</gml:FeatureCollection>`)
    .replace('?>', `?>${blankComment.replace(' '.repeat(3800), '')}`),
);
const mif = new TextEncoder().encode(
  'Version 300\nCharset "WindowsLatin1"\nDelimiter ","\nColumns 1\n  a Char(10)\nData\n\nRegion 1\n  4\n0 0\n9 0\n9 9\n0 0\nPoint 1 2\n',
);
const mid = new TextEncoder().encode('"x"\n"y"\n');
const dxf = new TextEncoder().encode(
  '0\nSECTION\n2\nENTITIES\n0\nLINE\n8\nVeg\n10\n0.0\n20\n0.0\n11\n9.0\n21\n9.0\n0\nPOINT\n8\nVeg\n10\n1.0\n20\n2.0\n0\nENDSEC\n0\nEOF\n',
);
const written = accepted(flatGeobufOutput({ name: 'a', dataset: datasetOf(someAreas, someColumns) }));
const members = [
  { name: 'a/plan.shp', content: shapes.shp },
  { name: 'a/plan.shx', content: shapes.shx, store: true },
  { name: 'a/plan.dbf', content: dbf },
];

const targets: readonly (readonly [string, Readonly<Record<string, Uint8Array<ArrayBuffer>>>])[] = [
  [
    'polygons with sidecars',
    {
      'a.shp': shapes.shp,
      'a.shx': shapes.shx,
      'a.dbf': dbf,
      'a.prj': prj,
      'a.cpg': new TextEncoder().encode('UTF-8'),
    },
  ],
  ['lines without index', { 'a.shp': lines.shp }],
  ['table', { 'a.dbf': dbf }],
  ['zip', { 'a.zip': buildZip(members) }],
  ['zip64', { 'a.zip': buildZip(members, true) }],
  ['GeoJSON', { 'a.geojson': geojson }],
  ['FlatGeobuf', { 'a.fgb': flatGeobuf }],
  ['GeoPackage', { 'a.gpkg': geoPackage }],
  ['KML', { 'a.kml': kml }],
  ['GPX', { 'a.gpx': gpx }],
  ['CSV', { 'a.csv': csv }],
  ['GeoJSON, an object a line', { 'a.geojsonl': featureLines }],
];

/** GDAL takes half a second to start, so these have a round for every fifty of the others. */
const gdalRounds = Math.ceil(rounds / 50);
const gdalPatience = 30_000;
const gdalTargets: typeof targets = [
  ['GML', { 'a.gml': gml }],
  ['MapInfo', { 'a.mif': mif, 'a.mid': mid }],
  ['DXF', { 'a.dxf': dxf }],
  ...(hasOgr ? ([['FileGDB', databaseFiles()]] as const) : []),
];

/** A file geodatabase as GDAL's own program writes it, where that is installed. */
function databaseFiles(): Readonly<Record<string, Uint8Array<ArrayBuffer>>> {
  return ogrConvertedFolder(written, 'a.gdb', '-f', 'OpenFileGDB', '-nlt', 'MULTIPOLYGON');
}

/** Every start array must ascend within what it delimits, every column have the rows of the geometry. */
function checkShape(geometry: Geometry, columns: readonly Column[]): void {
  const count = featureCount(geometry);
  for (const column of columns)
    expect(column.type === 'text' ? column.start.length - 1 : column.values.length).toBe(count);
  if (geometry.kind === 'none') return;
  const chain: (readonly [Uint32Array, number])[] = [];
  const vertices = geometry.xy.length / 2;
  if (geometry.kind === 'points') chain.push([geometry.featureStart, vertices]);
  else if (geometry.kind === 'lines')
    chain.push([geometry.featureStart, geometry.pathStart.length - 1], [geometry.pathStart, vertices]);
  else {
    chain.push(
      [geometry.featureStart, geometry.partStart.length - 1],
      [geometry.partStart, geometry.ringStart.length - 1],
    );
    chain.push([geometry.ringStart, vertices]);
  }
  for (const [starts, end] of chain) {
    expect(starts[0]).toBe(0);
    expect(starts.at(-1)).toBe(end);
    for (let at = 1; at < starts.length; at++) expect(starts[at]).toBeGreaterThanOrEqual(starts[at - 1]);
  }
  expect(geometry.xy.every((value) => Math.abs(value) < 1e12)).toBe(true);
}

function sizeOf(geometry: Geometry, columns: readonly Column[]): number {
  let size = geometry.kind === 'none' ? 0 : geometry.xy.byteLength;
  for (const column of columns) {
    size += column.type === 'text' ? column.bytes.byteLength + column.start.byteLength : column.values.byteLength;
  }
  return size;
}

describe('damaged at random', () => {
  it.each([
    ...targets.map(([name, files]) => [name, rounds, files, patience] as const),
    ...gdalTargets.map(([name, files]) => [name, gdalRounds, files, gdalPatience] as const),
  ])(
    '%s: %d files end in layers or in words',
    async (name, times, files, most) => {
      const random = createRandom(1000 + name.length);
      let read = 0;
      for (let round = 0; round < times; round++) {
        const damagedFiles = damage(files, random);
        const start = performance.now();
        const outcome = await readBuilt(damagedFiles);
        expect(performance.now() - start, `round ${round}`).toBeLessThan(most);
        if (!outcome.ok) {
          expect(outcome.reason.severity).toBe('error');
          continue;
        }
        read++;
        for (const { dataset } of outcome.value) {
          checkShape(dataset.geometry, dataset.columns);
          expect(sizeOf(dataset.geometry, dataset.columns), `round ${round}`).toBeLessThan(memoryLimit);
        }
      }
      // Damage must neither always be refused nor always go unnoticed, or the test would say nothing.
      expect(read).toBeGreaterThan(0);
    },
    300_000,
  );
});

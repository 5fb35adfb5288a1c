import { describe, expect, it } from 'vitest';
import { accepted, datasetOf, degrees, someColumns } from '../../../../test/builders/layers-built.ts';
import { hasOgr, ogrConverted } from '../../../../test/builders/ogr.ts';
import { shapesOf } from '../../../../test/builders/plain-layers.ts';
import { codes, columnValues, readBuilt, readLayer, refusal } from '../../../../test/builders/read-built.ts';
import { buildZip } from '../../../../test/builders/zip-builder.ts';
import { geoJsonOutput } from '../geojson/write-geojson.ts';

const kml = (inside: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document>${inside}</Document></kml>`;
const place = (inside: string): string => `<Placemark>${inside}</Placemark>`;

const ring = (...corners: string[]): string =>
  `<LinearRing><coordinates>${corners.join(' ')}</coordinates></LinearRing>`;

describe('readKml', () => {
  it('reads polygons with holes, names, descriptions, extended data and folders', async () => {
    const layer = await readLayer({
      'plan.kml': kml(
        `<Style id="a"><LineStyle><color>ff</color></LineStyle></Style><name>Dokument</name>
        <Folder><name>Sør &amp; nord</name>${place(`
          <name>Tomt <![CDATA[<1> &amp;]]></name><description>Første &#230;&#xF8;</description>
          <ExtendedData><Data name="gnr"><displayName>x</displayName><value>12</value></Data>
            <SchemaData schemaUrl="#s"><SimpleData name="eier">Kommunen</SimpleData></SchemaData></ExtendedData>
          <Polygon><extrude>1</extrude><innerBoundaryIs>${ring('14.1,66.1', '14.2,66.1', '14.2,66.2', '14.1,66.1')}</innerBoundaryIs>
            <outerBoundaryIs>${ring('14,66,0', '14,67,0', '15,67,0', '15,66,0', '14,66,0')}</outerBoundaryIs></Polygon>`)}</Folder>
        ${place(`<name>Uten sted</name><ExtendedData><Data name="gnr"><value>7</value></Data></ExtendedData>`)}`,
      ),
    });
    expect(layer).toMatchObject({ name: 'plan', format: 'kml', dataset: { crs: { code: 'EPSG:4326' } } });
    expect(shapesOf(layer.dataset.geometry)).toEqual([
      [
        [
          [15, 66, 15, 67, 14, 67, 14, 66],
          [14.2, 66.2, 14.2, 66.1, 14.1, 66.1],
        ],
      ],
      [],
    ]);
    expect(layer.dataset.columns.map(({ name }, at) => [name, columnValues(layer, at)])).toEqual([
      ['name', ['Tomt <1> &amp;', 'Uten sted']],
      ['description', ['Første æø', null]],
      ['gnr', [12, 7]],
      ['eier', ['Kommunen', null]],
      ['folder', ['Sør & nord', null]],
    ]);
    expect(codes(layer).filter((code) => !code.startsWith('crs-'))).toEqual([]);
  });

  it('parts points, lines and tracks, several in one placemark, and tells what is refused', async () => {
    const outcome = await readBuilt({
      'a.kml': kml(`
        ${place('<MultiGeometry><Point><coordinates>10,60</coordinates></Point><Point><coordinates> 11 , 61 , 5 </coordinates></Point></MultiGeometry>')}
        ${place('<LineString><coordinates>1,2 3,4\n5,6</coordinates></LineString>')}
        ${place('<gx:MultiTrack><gx:Track><when>2024</when><gx:coord>1 2 0</gx:coord><gx:coord>3 4 0</gx:coord></gx:Track></gx:MultiTrack>')}
        ${place('<Point><coordinates>x,y</coordinates></Point>')}
        <NetworkLink><Link><href>http://example.org/a.kml</href></Link></NetworkLink>`),
    });
    const layers = outcome.ok ? outcome.value : [];
    expect(layers.map(({ name, dataset }) => [name, shapesOf(dataset.geometry)])).toEqual([
      ['a-points', [[10, 60, 11, 61], []]],
      ['a-lines', [[[1, 2, 3, 4, 5, 6]], [[1, 2, 3, 4]]]],
    ]);
    expect(codes(layers[0])).toEqual(expect.arrayContaining(['kml-network-link', 'geometry-lost', 'geojson-mixed']));
  });

  it('expands no entity of the document and goes no deeper than it may', async () => {
    const bomb = `<!DOCTYPE kml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;"> <!ENTITY f SYSTEM "file:///etc/passwd">]>`;
    const layer = await readLayer({
      'a.kml': kml(place('<name>&b;&f;</name><Point><coordinates>1,2</coordinates></Point>')).replace(
        '?>',
        `?>${bomb}`,
      ),
    });
    expect(columnValues(layer)).toEqual(['&b;&f;']);
    const deep = await readLayer({ 'a.kml': kml(place('<name>a</name>') + '<Folder>'.repeat(100_000)) });
    expect(columnValues(deep)).toEqual(['a']);
    expect(codes(deep)).toContain('xml-broken');
  });

  it('keeps what stands before the place where a document breaks off', async () => {
    const whole = kml(place('<name>a</name>') + place('<name>b</name>'));
    const cut = await readLayer({ 'a.kml': whole.slice(0, whole.indexOf('<name>b')) });
    expect(columnValues(cut)).toEqual(['a']);
    expect(cut.issues.find(({ code }) => code === 'xml-broken')).toMatchObject({ details: { line: 2, read: 1 } });
    expect(await refusal({ 'a.kml': '<html><body>Not found</body></html>' })).toBe('xml-wrong-root');
    expect(await refusal({ 'a.kml': 'tekst' })).toBe('xml-wrong-root');
  });

  it('is read out of a .kmz under the name of the file', async () => {
    const document = new TextEncoder().encode(
      kml(place('<name>a</name><Point><coordinates>1,2</coordinates></Point>')),
    );
    const kmz = buildZip([
      { name: 'doc.kml', content: document },
      { name: 'files/bilde.png', content: Uint8Array.of(1, 2, 3) },
    ]);
    expect((await readLayer({ 'Befaring.kmz': kmz })).name).toBe('Befaring');
  });
});

describe.skipIf(!hasOgr)('KML of GDAL (skipped where ogr2ogr is not installed)', () => {
  it('has the same places and values', async () => {
    const xy = Float64Array.of(14, 66, 14.5, 66, 14.5, 66.5, 14.1, 66.1, 14.1, 66.2, 14.2, 66.1);
    const geometry = {
      kind: 'polygons',
      xy,
      featureStart: Uint32Array.of(0, 1, 1, 1),
      partStart: Uint32Array.of(0, 2),
      ringStart: Uint32Array.of(0, 3, 6),
    } as const;
    const output = accepted(geoJsonOutput({ name: 'lag', dataset: datasetOf(geometry, someColumns, degrees) }));
    const layer = await readLayer({ 'ut.kml': ogrConverted(output, 'ut.kml', '-f', 'KML') });
    expect(shapesOf(layer.dataset.geometry)).toEqual([[[[...xy.slice(0, 6)], [...xy.slice(6)]]], [], []]);
    const navn = layer.dataset.columns.findIndex(({ name }) => name === 'navn');
    const antall = layer.dataset.columns.findIndex(({ name }) => name === 'antall');
    expect(columnValues(layer, navn)).toEqual(['Ærøya', null, 'Guovdageaidnu šžčđŋŧ']);
    expect(columnValues(layer, antall)).toEqual([7, null, -3]);
  });
});

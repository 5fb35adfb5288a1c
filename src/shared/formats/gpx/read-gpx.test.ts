import { describe, expect, it } from 'vitest';
import { shapesOf } from '../../../../test/builders/plain-layers.ts';
import { codes, columnValues, readBuilt, refusal } from '../../../../test/builders/read-built.ts';

const gpx = `<?xml version="1.0"?>
<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">
  <metadata><name>Tur</name></metadata>
  <wpt lat="66.1" lon='14.2'><ele>12.5</ele><name>Bekk &amp; bru</name><extensions><x:a xmlns:x="y">skjult</x:a></extensions></wpt>
  <wpt lon="14.3" lat="66.2"/>
  <wpt lon="nord" lat="66.2"><name>uten sted</name></wpt>
  <rte><name>Rute</name><rtept lat="1" lon="2"><name>ikke denne</name></rtept><rtept lat="3" lon="4"/></rte>
  <trk><name>Spor</name><number>3</number>
    <trkseg><trkpt lat="5" lon="6"><time>2024-01-01T00:00:00Z</time></trkpt><trkpt lat="7" lon="8"/></trkseg>
    <trkseg><trkpt lat="9" lon="10"/><trkpt lat="11" lon="12"/></trkseg>
    <trkseg><trkpt lat="13" lon="14"/></trkseg>
  </trk>
  <trk><trkpt lat="1" lon="1"/><trkpt lat="2" lon="2"/></trk>
  <trk><trkseg><trkpt lat="20" lon="30"/><trkpt lat="21" lon="31"/></trkseg></trk>
</gpx>`;

describe('readGpx', () => {
  it('gives waypoints as points, routes and tracks as lines, and their own fields', async () => {
    const outcome = await readBuilt({ 'tur.gpx': gpx });
    const layers = outcome.ok ? outcome.value : [];
    expect(layers.map(({ name, dataset }) => [name, dataset.crs.code, shapesOf(dataset.geometry)])).toEqual([
      [
        'tur-lines',
        'EPSG:4326',
        [
          [[2, 1, 4, 3]],
          [
            [6, 5, 8, 7],
            [10, 9, 12, 11],
          ],
          [],
          [[30, 20, 31, 21]],
        ],
      ],
      ['tur-points', 'EPSG:4326', [[14.2, 66.1], [14.3, 66.2], []]],
    ]);
    const fields = layers.map((layer) => layer.dataset.columns.map(({ name }, at) => [name, columnValues(layer, at)]));
    expect(fields[1]).toEqual([
      ['gpx', ['waypoint', 'waypoint', 'waypoint']],
      ['ele', [12.5, null, null]],
      ['name', ['Bekk & bru', null, 'uten sted']],
      ['number', [null, null, null]],
    ]);
    expect(fields[0][0]).toEqual(['gpx', ['route', 'track', 'track', 'track']]);
    expect(fields[0][2]).toEqual(['name', ['Rute', 'Spor', null, null]]);
    expect(layers[0].issues.filter(({ severity }) => severity !== 'info')).toMatchObject([
      { code: 'geometry-lost', feature: 3 },
      { code: 'geometry-mended', feature: 5 },
      { code: 'geometry-lost', feature: 6 },
    ]);
  });

  it('keeps what stands before a break, and refuses what is no GPX', async () => {
    const outcome = await readBuilt({ 'a.gpx': gpx.slice(0, gpx.indexOf('<rte>')) });
    expect(outcome).toMatchObject({ ok: true, value: [{ name: 'a' }] });
    expect(outcome.ok && codes(outcome.value[0])).toContain('xml-broken');
    expect(await refusal({ 'a.gpx': '<kml/>' })).toBe('xml-wrong-root');
  });
});

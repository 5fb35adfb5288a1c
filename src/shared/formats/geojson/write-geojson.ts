import { crsByCode } from '../../crs/crs-table.ts';
import { createTransform, type PointTransform } from '../../crs/transform.ts';
import type { Crs } from '../../crs/types.ts';
import { isoDate, textAt } from '../../dataset/columns.ts';
import type { Column, Dataset } from '../../dataset/types.ts';
import { featureCount, type Geometry } from '../../geometry/types.ts';
import { issue, problem } from '../../lib/issue.ts';
import { failure, success } from '../../lib/outcome.ts';
import { encodePieces, hasSeveralParts, type OutputLayer, type OutputOutcome } from '../output.ts';
import { signedArea } from '../rings.ts';
import { renamingIssues, uniqueNames } from '../write-names.ts';

/** Decimals of a degree: a tenth of a millimetre. */
const steps = 1e9;

/**
 * A layer as GeoJSON (RFC 7946): WGS 84 longitude and latitude with 9 decimals, outer rings counter-clockwise, `bbox` at
 * the end. Names that repeat are numbered and told; features across the 180th meridian are left uncut and told. Fails
 * with `crs-needed` where the coordinate system is unknown.
 */
export function geoJsonOutput({ name, dataset }: OutputLayer): OutputOutcome {
  const { geometry, columns } = dataset;
  const transform = geometry.kind === 'none' ? null : toDegrees(dataset.crs);
  if (transform !== null && !transform.ok)
    return failure(
      transform.reason.code === 'crs-unknown'
        ? problem('crs-needed', { layer: name, format: 'GeoJSON' })
        : transform.reason,
    );
  const names = uniqueNames(columns.map((column) => column.name));
  const issues = renamingIssues(
    columns.map((column) => column.name),
    names,
    'GeoJSON',
  );
  if (transform !== null) {
    issues.push(...transform.value.issues);
    const crossing = crossingFeatures(geometry, transform.value);
    if (crossing > 0) issues.push(issue('warning', 'antimeridian-crossed', { count: crossing }));
  }
  const file = {
    name: `${name}.geojson`,
    pieces: () => encodePieces(collection(name, dataset, names, transform?.value ?? null)),
  };
  return success({ files: [file], issues });
}

const toDegrees = (crs: Crs) => createTransform(crs, crsByCode('EPSG:4326', 'file') as Crs);

function* collection(
  name: string,
  { geometry, columns }: Dataset,
  names: readonly string[],
  transform: PointTransform | null,
): Generator<string> {
  const rows = featureCount(geometry);
  const keys = names.map((own) => `${JSON.stringify(own)}:`);
  const shapes = transform === null || geometry.kind === 'none' ? null : new Shapes(geometry, transform);
  yield `{"type":"FeatureCollection","name":${JSON.stringify(name)},"features":[`;
  for (let row = 0; row < rows; row++) {
    const properties = columns.map((column, at) => keys[at] + cell(column, row));
    const shape = shapes === null ? 'null' : shapes.text(row);
    yield `${row === 0 ? '' : ','}\n{"type":"Feature","properties":{${properties.join(',')}},"geometry":${shape}}`;
  }
  yield `\n]${shapes === null ? '' : shapes.boxText()}}\n`;
}

function cell(column: Column, row: number): string {
  switch (column.type) {
    case 'text': {
      const text = textAt(column, row);
      return text === null ? 'null' : JSON.stringify(text);
    }
    case 'number':
      return Number.isFinite(column.values[row]) ? String(column.values[row]) : 'null';
    case 'date':
      return Number.isNaN(column.values[row]) ? 'null' : `"${isoDate(column.values[row])}"`;
    case 'boolean':
      return column.values[row] === 255 ? 'null' : column.values[row] === 1 ? 'true' : 'false';
  }
}

const typeNames = { points: 'Point', lines: 'LineString', polygons: 'Polygon' } as const;

/** Prints features' geometries; remembers the box of what it printed. */
class Shapes {
  private readonly multi: boolean;
  private room = new Float64Array(256);
  private west = Infinity;
  private south = Infinity;
  private east = -Infinity;
  private north = -Infinity;

  constructor(
    private readonly geometry: Exclude<Geometry, { kind: 'none' }>,
    private readonly transform: PointTransform,
  ) {
    this.multi = hasSeveralParts(geometry);
  }

  text(row: number): string {
    const { geometry } = this;
    const from = geometry.featureStart[row];
    const to = geometry.featureStart[row + 1];
    if (from === to) return 'null';
    const parts: string[] = [];
    for (let part = from; part < to; part++) parts.push(this.part(part));
    const type = typeNames[geometry.kind];
    return this.multi
      ? `{"type":"Multi${type}","coordinates":[${parts.join(',')}]}`
      : `{"type":"${type}","coordinates":${parts[0]}}`;
  }

  boxText(): string {
    if (this.west > this.east) return '';
    return `,"bbox":[${[this.west, this.south, this.east, this.north].map(String).join(',')}]`;
  }

  private part(part: number): string {
    const { geometry } = this;
    if (geometry.kind === 'points') return this.positions(part, part + 1, 'as-is')[0];
    if (geometry.kind === 'lines')
      return `[${this.positions(geometry.pathStart[part], geometry.pathStart[part + 1], 'as-is').join(',')}]`;
    const { partStart, ringStart } = geometry;
    const rings: string[] = [];
    for (let ring = partStart[part]; ring < partStart[part + 1]; ring++) {
      const turn = ring === partStart[part] ? 'counter-clockwise' : 'clockwise';
      const positions = this.positions(ringStart[ring], ringStart[ring + 1], turn);
      rings.push(`[${positions.join(',')},${positions[0]}]`);
    }
    return `[${rings.join(',')}]`;
  }

  /** Vertices [start, end) in degrees, as texts; rings in the order asked for. */
  private positions(start: number, end: number, turn: 'as-is' | 'clockwise' | 'counter-clockwise'): string[] {
    const count = end - start;
    if (this.room.length < 2 * count) this.room = new Float64Array(4 * count);
    const { room } = this;
    for (let at = 0; at < count; at++) {
      this.transform.apply(this.geometry.xy[2 * (start + at)], this.geometry.xy[2 * (start + at) + 1], room, 2 * at);
      room[2 * at] = Math.round(room[2 * at] * steps) / steps;
      room[2 * at + 1] = Math.round(room[2 * at + 1] * steps) / steps;
      this.west = Math.min(this.west, room[2 * at]);
      this.east = Math.max(this.east, room[2 * at]);
      this.south = Math.min(this.south, room[2 * at + 1]);
      this.north = Math.max(this.north, room[2 * at + 1]);
    }
    const backwards = turn !== 'as-is' && signedArea(room, 0, count) < 0 === (turn === 'counter-clockwise');
    const texts: string[] = [];
    for (let step = 0; step < count; step++) {
      const at = backwards ? count - 1 - step : step;
      texts.push(`[${room[2 * at]},${room[2 * at + 1]}]`);
    }
    return texts;
  }
}

/** Features with two neighbouring vertices more than half the globe apart. */
function crossingFeatures(geometry: Geometry, transform: PointTransform): number {
  if (geometry.kind !== 'lines' && geometry.kind !== 'polygons') return 0;
  const place = new Float64Array(2);
  let crossing = 0;
  const starts = geometry.kind === 'lines' ? geometry.pathStart : geometry.ringStart;
  for (let row = 0; row + 1 < geometry.featureStart.length; row++) {
    const [from, to] = [geometry.featureStart[row], geometry.featureStart[row + 1]];
    const first = geometry.kind === 'lines' ? from : geometry.partStart[from];
    const last = geometry.kind === 'lines' ? to : geometry.partStart[to];
    let crosses = false;
    for (let path = first; path < last && !crosses; path++) {
      let before = Number.NaN;
      for (let vertex = starts[path]; vertex < starts[path + 1]; vertex++) {
        transform.apply(geometry.xy[2 * vertex], geometry.xy[2 * vertex + 1], place, 0);
        crosses ||= Math.abs(place[0] - before) > 180;
        before = place[0];
      }
    }
    if (crosses) crossing++;
  }
  return crossing;
}

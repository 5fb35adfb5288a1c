import type { PointTransform } from '../crs/transform.ts';
import type { Polygons } from '../geometry/types.ts';
import type { AppliedCorrection } from '../project/corrected-measures.ts';
import { statuses } from '../scoring/types.ts';
import { valueOfRow } from '../scoring/values.ts';
import { correctedByRow, correctedJson } from './corrected.ts';
import { printNumber } from './numbers.ts';
import type { ReportPlots, ScoredProfile } from './types.ts';

const text = JSON.stringify;

/**
 * The ranked plots as GeoJSON (RFC 7946: WGS 84 longitude and latitude, 7 decimals, about 1 cm), streamed in the
 * order of the table. `toLonLat` projects from the working CRS. Criterion values stand under the criterion's id; `corrected` says of a plot
 * which of them people corrected.
 */
export function* rankingGeoJson(
  scored: ScoredProfile,
  plots: ReportPlots,
  toLonLat: PointTransform,
): Generator<string> {
  yield '{"type":"FeatureCollection","features":[';
  const { prepared, scores } = scored;
  const corrected = correctedByRow(scored);
  const polygons = plots.dataset.geometry as Polygons;
  let first = true;
  for (const row of scores.order) {
    const values = prepared.criteria.map(({ criterion, result }) => {
      const value = valueOfRow(result, row);
      const printed = typeof value === 'string' ? text(value) : value === null ? 'null' : printNumber(value);
      return `${text(criterion.id)}:${printed}`;
    });
    const rank = scores.rank[row] === 0 ? 'null' : String(scores.rank[row]);
    const own = [
      `"plot":${text(plots.id(row))}`,
      `"label":${text(plots.label(row))}`,
      `"rank":${rank}`,
      `"score":${printNumber(scores.score[row])}`,
      `"status":"${statuses[scores.status[row]]}"`,
      `"criteria":{${values.join(',')}}`,
      ...correctedMember(corrected.get(row)),
    ];
    const geometry = multiPolygon(polygons, row, toLonLat);
    yield `${first ? '' : ','}\n{"type":"Feature","properties":{${own.join(',')}},"geometry":${geometry}}`;
    first = false;
  }
  yield '\n]}\n';
}

function correctedMember(corrections: readonly AppliedCorrection[] = []): readonly string[] {
  if (corrections.length === 0) return [];
  return [`"corrected":{${corrections.map((one) => `${text(one.criterion)}:${correctedJson(one)}`).join(',')}}`];
}

function multiPolygon(polygons: Polygons, row: number, toLonLat: PointTransform): string {
  const { featureStart, partStart } = polygons;
  const parts: string[] = [];
  for (let part = featureStart[row]; part < featureStart[row + 1]; part++) {
    const rings: string[] = [];
    for (let ring = partStart[part]; ring < partStart[part + 1]; ring++) {
      const text = ringText(polygons, ring, toLonLat);
      if (text !== null) rings.push(text);
      else if (ring === partStart[part]) break;
    }
    if (rings.length > 0) parts.push(`[${rings.join(',')}]`);
  }
  if (parts.length === 0) return 'null';
  return parts.length === 1
    ? `{"type":"Polygon","coordinates":${parts[0]}}`
    : `{"type":"MultiPolygon","coordinates":[${parts.join(',')}]}`;
}

const place = new Float64Array(2);

/** A ring without the vertices that have no place on the globe; null where fewer than three are left. */
function ringText({ xy, ringStart }: Polygons, ring: number, toLonLat: PointTransform): string | null {
  const positions: string[] = [];
  for (let vertex = ringStart[ring]; vertex < ringStart[ring + 1]; vertex++) {
    toLonLat.apply(xy[2 * vertex], xy[2 * vertex + 1], place, 0);
    if (Number.isFinite(place[0] + place[1])) positions.push(`[${degrees(place[0])},${degrees(place[1])}]`);
  }
  if (positions.length < 3) return null;
  positions.push(positions[0]);
  return `[${positions.join(',')}]`;
}

const degrees = (value: number): string => String(Math.round(value * 1e7) / 1e7);

import { featureLength } from '../length.ts';
import { featureCount, type Polygons } from '../types.ts';
import { vertexStart } from '../vertices.ts';
import { EdgeList } from './edges.ts';
import { edgeSize, PoleSearch } from './pole.ts';

/** The inscribed circle is found to this share of the longer side of the plot's box, or the least precision if that is more. */
const precisionOfBox = 0.001;

/**
 * out[f] = diameter of the largest circle inside feature f for f in [from, to), in units of the CRS: inside by the
 * even-odd rule and crossed by no ring, so an edge shared by two parts divides. At most max(2 `precision`, 0.2 % of the
 * box) too small, never too large. NaN for a null geometry, 0 for one without area.
 */
export function measureInscribedWidths(
  polygons: Polygons,
  from: number,
  to: number,
  precision: number,
  out: Float64Array,
): void {
  const list = new EdgeList();
  const search = new PoleSearch(euclidClearance);
  const question = { box: list.box, corner: Math.SQRT2, floor: 0, enough: Infinity };
  for (let row = from; row < to; row++) {
    const first = vertexStart(polygons, row);
    out[row] = Number.NaN;
    if (first === vertexStart(polygons, row + 1)) continue;
    list.takeFeature(polygons, row, finite(polygons.xy[2 * first]), finite(polygons.xy[2 * first + 1]));
    const { box } = list;
    const longest = Math.max(box[2] - box[0], box[3] - box[1]);
    search.search(list.edges, list.count, { ...question, precision: Math.max(precision, precisionOfBox * longest) });
    out[row] = 2 * search.clearance;
  }
}

/**
 * out[f] = 4π area / perimeter² for f in [from, to): 1 for a circle, towards 0 for what is long or ragged (D. Polsby and
 * R. Popper, Yale Law & Policy Review 9, 1991). `area` is in squared units of the CRS; the perimeter is that of all
 * rings, holes too. NaN where there is no perimeter.
 */
export function measurePolsbyPopper(
  polygons: Polygons,
  area: Float64Array,
  from: number,
  to: number,
  out: Float64Array,
): void {
  for (let row = from; row < to; row++) {
    const perimeter = featureLength(polygons, row);
    out[row] = perimeter > 0 ? Math.min(1, (4 * Math.PI * area[row]) / (perimeter * perimeter)) : Number.NaN;
  }
}

/** The largest inscribed circle of one feature, for the map: centre and diameter in units of the CRS. */
export function inscribedCircle(
  polygons: Polygons,
  feature: number,
  precision: number,
): { readonly x: number; readonly y: number; readonly diameter: number } | null {
  if (feature >= featureCount(polygons)) return null;
  const list = new EdgeList();
  list.takeFeature(polygons, feature, 0, 0);
  const search = new PoleSearch(euclidClearance);
  search.search(list.edges, list.count, { box: list.box, corner: Math.SQRT2, precision, floor: 0, enough: Infinity });
  return Number.isNaN(search.x) ? null : { x: search.x, y: search.y, diameter: 2 * search.clearance };
}

const finite = (value: number): number => (value - value === 0 ? value : 0);

/** Distance to the nearest edge in the plane; negative outside. */
function euclidClearance(edges: Float64Array, count: number, x: number, y: number): number {
  let nearest = Infinity;
  let odd = false;
  for (let i = 0; i < edgeSize * count; i += edgeSize) {
    const ax = edges[i] - x;
    const ay = edges[i + 1] - y;
    const dx = edges[i + 2] - edges[i];
    const dy = edges[i + 3] - edges[i + 1];
    const cross = dx * ay - dy * ax;
    if (ay > 0 !== ay + dy > 0 && cross < 0 === dy > 0) odd = !odd;
    const along = -(ax * dx + ay * dy);
    const length = dx * dx + dy * dy;
    let square: number;
    if (along <= 0) square = ax * ax + ay * ay;
    else if (along >= length) square = (ax + dx) * (ax + dx) + (ay + dy) * (ay + dy);
    else square = (cross * cross) / length;
    if (square < nearest) nearest = square;
  }
  const distance = Math.sqrt(nearest);
  return odd ? distance : -distance;
}

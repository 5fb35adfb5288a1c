import type { Feature } from './overlay-scene.ts';

/** Even-odd area of a plot, its first moments, and the area of the plot under the union of the others. */
export interface SlabFigures {
  readonly area: number;
  readonly covered: number;
  /** Integrals of x and of y over the plot. */
  readonly momentX: number;
  readonly momentY: number;
}

interface Edge {
  readonly x0: number;
  readonly y0: number;
  readonly y1: number;
  /** x per y. */
  readonly slope: number;
  /** -1 for the plot, else the number of the other. */
  readonly owner: number;
}

const at = (edge: Edge, y: number) => edge.x0 + edge.slope * (y - edge.y0);

/**
 * From first principles: between any two heights at which a vertex or a crossing lies edges do not cross, so their order
 * half-way says what lies where. Rings may cross, touch and coincide at will.
 */
export function slabFigures(plot: Feature, others: readonly Feature[]): SlabFigures {
  const edges = [plot, ...others].flatMap((feature, i) => edgesOf(feature, i - 1));
  const heights = heightsOf(edges);
  const sum = { area: 0, covered: 0, momentX: 0, momentY: 0 };
  for (let i = 1; i < heights.length; i++) {
    const [low, high] = [heights[i - 1], heights[i]];
    const middle = (low + high) / 2;
    const inside = others.map(() => false);
    let inPlot = false;
    const sides = edges.filter((edge) => edge.y0 <= low && high <= edge.y1);
    const places = new Map(sides.map((edge) => [edge, at(edge, middle)]));
    sides.sort((a, b) => (places.get(a) as number) - (places.get(b) as number));
    for (let k = 0; k + 1 < sides.length; k++) {
      const owner = sides[k].owner;
      if (owner < 0) inPlot = !inPlot;
      else inside[owner] = !inside[owner];
      if (!inPlot) continue;
      const area = (at(sides[k + 1], middle) - at(sides[k], middle)) * (high - low);
      sum.area += area;
      if (inside.includes(true)) sum.covered += area;
      const bottom = strip(sides[k], sides[k + 1], low);
      const half = strip(sides[k], sides[k + 1], middle);
      const top = strip(sides[k], sides[k + 1], high);
      // Simpson's rule is exact for what is quadratic in y.
      sum.momentX += ((bottom.ofX + 4 * half.ofX + top.ofX) * (high - low)) / 6;
      sum.momentY += ((bottom.ofY + 4 * half.ofY + top.ofY) * (high - low)) / 6;
    }
  }
  return sum;
}

/** Integrals of x and of y along the level line at y between two edges. */
function strip(left: Edge, right: Edge, y: number): { ofX: number; ofY: number } {
  const [from, to] = [at(left, y), at(right, y)];
  return { ofX: ((to - from) * (from + to)) / 2, ofY: (to - from) * y };
}

function edgesOf(feature: Feature, owner: number): Edge[] {
  return feature.flat().flatMap((ring) =>
    ring.flatMap(([ax, ay], i): Edge[] => {
      const [bx, by] = ring[(i + 1) % ring.length];
      if (ay === by) return [];
      const slope = (bx - ax) / (by - ay);
      return [ay < by ? { x0: ax, y0: ay, y1: by, slope, owner } : { x0: bx, y0: by, y1: ay, slope, owner }];
    }),
  );
}

/** Of all vertices and of all crossings, upwards. */
function heightsOf(edges: readonly Edge[]): Float64Array {
  const heights = new Set(edges.flatMap(({ y0, y1 }) => [y0, y1]));
  edges.forEach((a, i) => {
    for (let k = i + 1; k < edges.length; k++) {
      const b = edges[k];
      const low = Math.max(a.y0, b.y0);
      const high = Math.min(a.y1, b.y1);
      if (low >= high) continue;
      const below = at(a, low) - at(b, low);
      const above = at(a, high) - at(b, high);
      if (below * above < 0) heights.add(low + ((high - low) * below) / (below - above));
    }
  });
  return Float64Array.from(heights).sort();
}

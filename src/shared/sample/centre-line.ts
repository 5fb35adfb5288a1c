/** A place along a line: `along` metres from its start, `across` metres to its left (negative: right). */
export interface Station {
  readonly along: number;
  readonly across: number;
}

/** A smooth line through control points, walked by arc length; it extends straight beyond its ends. */
export interface CentreLine {
  readonly length: number;
  /** The point at a station; exact for neighbours that share a station. */
  at(along: number, across: number): [x: number, y: number];
  /** The station of the nearest point. `hint` is a sample number to search around, -1 for everywhere. */
  locate(x: number, y: number, hint?: number): Station & { readonly sample: number };
}

const step = 100;

/** Samples a Catmull-Rom spline every 100 m of arc. `points` are x, y pairs in metres. */
export function centreLine(points: readonly (readonly [number, number])[]): CentreLine {
  const { xs, ys } = resample(points);
  const last = xs.length - 1;
  const normals = xs.map((_, i) => {
    const a = Math.max(0, i - 1);
    const b = Math.min(last, i + 1);
    const length = Math.hypot(xs[b] - xs[a], ys[b] - ys[a]);
    return [-(ys[b] - ys[a]) / length, (xs[b] - xs[a]) / length] as const;
  });
  return {
    length: last * step,
    at(along, across) {
      const i = Math.min(last - 1, Math.max(0, Math.floor(along / step)));
      const t = along / step - i;
      const nx = normals[i][0] * (1 - t) + normals[i + 1][0] * t;
      const ny = normals[i][1] * (1 - t) + normals[i + 1][1] * t;
      return [xs[i] + (xs[i + 1] - xs[i]) * t + nx * across, ys[i] + (ys[i + 1] - ys[i]) * t + ny * across];
    },
    locate(x, y, hint = -1) {
      const from = hint < 0 ? 0 : Math.max(0, hint - 6);
      const to = hint < 0 ? last : Math.min(last, hint + 7);
      let best = Infinity;
      let sample = from;
      let along = 0;
      for (let i = from; i < to; i++) {
        const dx = xs[i + 1] - xs[i];
        const dy = ys[i + 1] - ys[i];
        let t = ((x - xs[i]) * dx + (y - ys[i]) * dy) / (dx * dx + dy * dy);
        t = t < 0 ? (i === 0 ? t : 0) : t > 1 ? (i === last - 1 ? t : 1) : t;
        const ex = x - xs[i] - t * dx;
        const ey = y - ys[i] - t * dy;
        const distance = ex * ex + ey * ey;
        if (distance < best) {
          best = distance;
          sample = i;
          along = (i + t) * step;
        }
      }
      const dx = xs[sample + 1] - xs[sample];
      const dy = ys[sample + 1] - ys[sample];
      const left = dx * (y - ys[sample]) - dy * (x - xs[sample]) >= 0;
      return { along, across: left ? Math.sqrt(best) : -Math.sqrt(best), sample };
    },
  };
}

function resample(points: readonly (readonly [number, number])[]): { xs: number[]; ys: number[] } {
  const dense: [number, number][] = [];
  for (let i = 0; i + 1 < points.length; i++) {
    const [p0, p1, p2, p3] = [points[Math.max(0, i - 1)], points[i], points[i + 1], points[i + 2] ?? points[i + 1]];
    for (let k = 0; k < 200; k++) {
      const t = k / 200;
      dense.push([catmull(p0[0], p1[0], p2[0], p3[0], t), catmull(p0[1], p1[1], p2[1], p3[1], t)]);
    }
  }
  dense.push([points[points.length - 1][0], points[points.length - 1][1]]);
  const xs = [dense[0][0]];
  const ys = [dense[0][1]];
  let walked = 0;
  for (let i = 1; i < dense.length; i++) {
    const [ax, ay] = dense[i - 1];
    const [bx, by] = dense[i];
    const length = Math.hypot(bx - ax, by - ay);
    while (walked + length >= xs.length * step) {
      const t = (xs.length * step - walked) / length;
      xs.push(ax + (bx - ax) * t);
      ys.push(ay + (by - ay) * t);
    }
    walked += length;
  }
  return { xs, ys };
}

/** Catmull-Rom between b and c, t in 0..1. */
function catmull(a: number, b: number, c: number, d: number, t: number): number {
  return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
}

import classes from './ValueCurve.module.css';

/** A histogram with a curve 0..1 over it, thresholds and a marked value, all on one horizontal axis. */
export interface ValueCurveProps {
  readonly label: string;
  readonly low: number;
  readonly high: number;
  /** Counts of equally wide bins from low to high. */
  readonly bins: readonly number[];
  /** Corners of the curve, ascending; it runs flat beyond its ends. */
  readonly curve: readonly (readonly [x: number, y: number])[];
  readonly limits: readonly { readonly at: number; readonly kind: 'blocked' | 'caution' }[];
  readonly marked: number | null;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
}

const width = 300;
const height = 64;

export function ValueCurve({ label, low, high, bins, curve, limits, marked, ticks }: ValueCurveProps) {
  const span = high - low || 1;
  const x = (value: number) => ((Math.min(high, Math.max(low, value)) - low) / span) * width;
  const y = (utility: number) => height - 3 - utility * (height - 8);
  const most = Math.max(1, ...bins);
  const first = curve[0];
  const last = curve.at(-1);
  const points = first && last ? [[low, first[1]] as const, ...curve, [high, last[1]] as const] : [];
  const inside = points.filter(
    ([at], index) => (at >= low && at <= high) || index === 0 || index === points.length - 1,
  );
  const line = clipCurve(inside, low, high)
    .map(([at, utility]) => `${x(at)},${y(utility)}`)
    .join(' ');
  return (
    <div className={classes.chart}>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
        {bins.map((count, index) => {
          const tall = count === 0 ? 0 : Math.max(1.5, Math.sqrt(count / most) * (height - 10));
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: bins have no identity but their place
              key={index}
              className={classes.bin}
              x={(index * width) / bins.length + 0.4}
              width={width / bins.length - 0.8}
              y={height - tall}
              height={tall}
            />
          );
        })}
        {limits.map(({ at, kind }) => (
          <line
            key={`${kind}${at}`}
            className={classes.limit}
            data-kind={kind}
            x1={x(at)}
            x2={x(at)}
            y1={0}
            y2={height}
          />
        ))}
        <polyline className={classes.curve} points={line} />
        {marked !== null && <line className={classes.marked} x1={x(marked)} x2={x(marked)} y1={0} y2={height} />}
      </svg>
      <div className={classes.ticks} aria-hidden>
        {ticks.map(({ at, text }) => (
          <span key={at} style={{ left: `${(x(at) / width) * 100}%` }} data-edge={edgeOf(x(at) / width)}>
            {text}
          </span>
        ))}
      </div>
    </div>
  );
}

/** The curve cut to [low, high], with its height at the cuts. */
function clipCurve(points: readonly (readonly [number, number])[], low: number, high: number) {
  return points.map(([at, utility]) => [Math.min(high, Math.max(low, at)), utility] as const);
}

function edgeOf(share: number): 'start' | 'middle' | 'end' {
  if (share < 0.08) return 'start';
  return share > 0.92 ? 'end' : 'middle';
}

import classes from './bars.module.css';

/** A horizontal bar of 0..100; what it says stands beside it as text, so it is hidden from readers. */
export function ScoreBar({ value, color, height = 8 }: { value: number; color?: string; height?: number }) {
  return (
    <span className={classes.track} style={{ height }} aria-hidden>
      <span
        className={classes.bar}
        style={{ width: `${Math.max(0, Math.min(100, value))}%`, ...(color ? { background: color } : {}) }}
      />
    </span>
  );
}

/** Small upright bars side by side, each 0..100 or null for unknown; one of them may be marked. */
export function MiniBars({ values, marked }: { values: readonly (number | null)[]; marked: number | null }) {
  return (
    <span className={classes.minis} aria-hidden>
      {values.map((value, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity but their place
          key={index}
          className={classes.mini}
          data-marked={index === marked || undefined}
          data-unknown={value === null || undefined}
        >
          {value !== null && <span style={{ height: `${Math.max(4, value)}%` }} />}
        </span>
      ))}
    </span>
  );
}

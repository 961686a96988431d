export interface BarPair {
  readonly label: string;
  /** both in the same unit, not negative */
  readonly now: number;
  readonly before: number;
}

const WIDTH = 360;
const HEIGHT = 150;
const BASE = 124;
const TOP = 8;

/**
 * Two bars a month, drawn by the server: the year before outlined, this year filled, so that they differ in
 * more than colour. The figures themselves stand in the table that each page puts below.
 * @param label what the drawing shows, in a sentence
 */
export function BarPairs({ pairs, label }: { pairs: readonly BarPair[]; label: string }) {
  const most = Math.max(...pairs.flatMap(pair => [pair.now, pair.before]), 1);
  const step = WIDTH / pairs.length;
  const bar = Math.min(28, step * 0.37);
  const height = (value: number) => Math.max(1, Math.round(((BASE - TOP) * value) / most));
  const bars = (x: (middle: number) => number, value: (pair: BarPair) => number) =>
    pairs
      .map((pair, i) => {
        const tall = height(value(pair));
        return `M${Math.round(x(step * (i + 0.5)))} ${BASE}v${-tall}h${Math.round(bar)}v${tall}z`;
      })
      .join('');
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={label}
      className="block h-auto w-full max-w-[28rem]"
    >
      <path
        d={bars(
          middle => middle - bar - 1.5,
          pair => pair.before,
        )}
        className="fill-line stroke-edge"
      />
      <path
        d={bars(
          middle => middle + 1.5,
          pair => pair.now,
        )}
        className="fill-accent stroke-accent"
      />
      <path d={`M0 ${BASE + 0.5}h${WIDTH}`} className="stroke-edge" />
      <g className="fill-soft" fontSize="15" textAnchor="middle">
        {pairs.map((pair, i) => (
          <text key={pair.label} x={Math.round(step * (i + 0.5))} y={HEIGHT - 6}>
            {pair.label}
          </text>
        ))}
      </g>
    </svg>
  );
}

/** What the two kinds of bars mean. */
export function BarPairsKey({ now, before }: { now: string; before: string }) {
  return (
    <p className="flex flex-wrap gap-x-5 text-small text-soft" aria-hidden="true">
      <span className="inline-flex items-center gap-2">
        <svg viewBox="0 0 12 12" className="size-3">
          <path d="M.5.5h11v11H.5z" className="fill-accent stroke-accent" />
        </svg>
        {now}
      </span>
      <span className="inline-flex items-center gap-2">
        <svg viewBox="0 0 12 12" className="size-3">
          <path d="M.5.5h11v11H.5z" className="fill-line stroke-edge" />
        </svg>
        {before}
      </span>
    </p>
  );
}

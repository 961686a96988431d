export interface Column {
  readonly label: string;
  /** not negative, all in one unit; null: not known */
  readonly value: number | null;
  /** a year earlier, in the same unit; null: not known or not shown */
  readonly before: number | null;
  /** shared out or estimated: hatched */
  readonly guess: boolean;
}

const WIDTH = 360;
const HEIGHT = 200;
const BASE = 172;
const TOP = 34;
const HATCH = 'columns-guess';
/** In the drawing's own units, which a phone shows smaller and a wide window larger than a pixel. */
const NAMES = 'fill-soft text-[17px] sm:text-[11px]';
/** How wide a letter is then, at most. */
const LETTER = 10;

/** Round values above 0, at most three, the last of them at or just above the largest. */
function ticksFor(most: number): number[] {
  const rough = most / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map(factor => factor * power).find(each => each >= rough) ?? rough;
  return Array.from({ length: Math.ceil(most / step) }, (_, i) => step * (i + 1));
}

/**
 * Columns through time, drawn by the server. This year's are filled, hatched where they are a guess; the year
 * before stands outlined to their left, so that nothing is told by colour alone. What is not known has a question mark
 * and no column. The figures themselves stand in the table that each page puts below.
 * @param label what the drawing shows, in a sentence
 * @param tick how a value of the scale is written
 * @param unit of all values, written above the scale
 */
export function Columns({
  columns,
  label,
  tick,
  unit,
}: {
  columns: readonly Column[];
  label: string;
  tick: (value: number) => string;
  unit: string;
}) {
  const paired = columns.some(column => column.before !== null);
  const largest = Math.max(...columns.flatMap(({ value, before }) => [value ?? 0, before ?? 0]));
  const ticks = ticksFor(largest > 0 ? largest : 1);
  const scale = (BASE - TOP) / ticks.at(-1)!;
  // Room for the scale's figures.
  const left = Math.max(...ticks.map(value => tick(value).length)) * LETTER + 8;
  const step = (WIDTH - left) / columns.length;
  const bar = Math.min(40, step * (paired ? 0.4 : 0.72));
  const drawn = (x: number, value: number) => {
    const tall = Math.max(1, value * scale);
    return `M${x.toFixed(1)} ${BASE}v${(-tall).toFixed(1)}h${bar.toFixed(1)}v${tall.toFixed(1)}z`;
  };
  const middle = (i: number) => left + step * (i + 0.5);
  const now = (guess: boolean) =>
    columns
      .map(({ value, guess: own }, i) =>
        value === null || own !== guess ? '' : drawn(paired ? middle(i) : middle(i) - bar / 2, value),
      )
      .join('');
  const [sure, guessed] = [now(false), now(true)];
  // Where names would touch, every second or third one stands.
  const every = Math.ceil((Math.max(...columns.map(column => column.label.length)) * LETTER + 4) / step);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={label}
      className="block h-auto w-full max-w-[34rem]"
    >
      {guessed ? (
        <pattern id={HATCH} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0h6v6h-6z" className="fill-sheet" />
          <path d="M1 0v6" className="stroke-accent" strokeWidth="2.2" />
        </pattern>
      ) : null}
      <path
        d={ticks.map(value => `M${left} ${(BASE - value * scale).toFixed(1)}H${WIDTH}`).join('')}
        className="stroke-line"
      />
      {paired ? (
        <path
          d={columns
            .map(({ before }, i) => (before === null ? '' : drawn(middle(i) - bar - 1, before)))
            .join('')}
          className="fill-line stroke-edge"
        />
      ) : null}
      <path d={sure} className="fill-accent stroke-accent" />
      {guessed ? <path d={guessed} fill={`url(#${HATCH})`} className="stroke-accent" /> : null}
      <path d={`M${left} ${BASE + 0.5}H${WIDTH}`} className="stroke-edge" />
      <text
        className={NAMES}
        y="13"
        {...(unit.length * LETTER > left ? { x: 0 } : { x: left - 6, textAnchor: 'end' })}
      >
        {unit}
      </text>
      <g className={NAMES} textAnchor="end">
        {ticks.map(value => (
          <text key={value} x={left - 6} y={(BASE - value * scale + 5).toFixed(1)}>
            {tick(value)}
          </text>
        ))}
      </g>
      <g className={NAMES} textAnchor="middle">
        {columns.map(({ value }, i) =>
          value === null ? (
            <text key={i} x={middle(i).toFixed(1)} y={BASE - 5}>
              ?
            </text>
          ) : null,
        )}
        {columns.map((column, i) =>
          i % every === 0 ? (
            <text key={i} x={middle(i).toFixed(1)} y={HEIGHT - 8}>
              {column.label}
            </text>
          ) : null,
        )}
      </g>
    </svg>
  );
}

export type KeyMark = 'now' | 'before' | 'guess' | 'unknown';

/** What the kinds of columns mean. */
export function ColumnsKey({ marks }: { marks: readonly { mark: KeyMark; text: string }[] }) {
  return (
    <ul className="flex flex-wrap gap-x-5 text-small text-soft" aria-hidden="true">
      {marks.map(({ mark, text }) => (
        <li key={mark} className="inline-flex items-center gap-2">
          <svg viewBox="0 0 12 12" className="size-3.5">
            {mark === 'unknown' ? (
              <text x="6" y="11" textAnchor="middle" fontSize="13" className="fill-soft">
                ?
              </text>
            ) : (
              <path
                d="M.5.5h11v11H.5z"
                className={
                  mark === 'now'
                    ? 'fill-accent stroke-accent'
                    : mark === 'before'
                      ? 'fill-line stroke-edge'
                      : 'stroke-accent'
                }
                fill={mark === 'guess' ? `url(#${HATCH})` : undefined}
              />
            )}
          </svg>
          {text}
        </li>
      ))}
    </ul>
  );
}

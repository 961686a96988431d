/** Houses of the plan: x and y of the middle, and where their pipe meets the main. */
const houses = [
  [104, 26, 104, 70],
  [172, 26, 172, 70],
  [268, 26, 268, 70],
  [86, 128, 140, 128],
  [86, 184, 140, 184],
  [196, 128, 140, 128],
  [268, 132, 340, 132],
  [412, 104, 340, 104],
  [392, 262, 392, 306],
  [452, 262, 452, 306],
  [268, 350, 268, 306],
  [420, 350, 420, 306],
] as const;

const HOME = [196, 184, 140, 184] as const;

/**
 * The town as a waterworks sees it: the river, the mains, a pipe to every house, and one of the houses is
 * yours. Decoration only; drawn with the tokens, so that it follows tint and dark mode.
 */
export function TownPlan({ className = '' }: { className?: string }) {
  const river = 'M520 30C440 60 430 170 330 206S150 262-20 268';
  return (
    <svg viewBox="0 0 500 380" fill="none" aria-hidden="true" className={className}>
      <path d={river} className="stroke-wash" strokeWidth="62" />
      <g className="stroke-accent" strokeWidth="1.5" strokeLinecap="round" opacity=".3">
        <path d="M452 92c-8 22-18 42-32 58M300 210c-24 8-50 15-78 21M120 252c-28 5-58 9-88 12" />
        <path d="M466 106c-6 14-13 27-22 39M270 230c-16 5-34 9-52 13M96 266c-14 2-29 4-44 6" />
      </g>
      <g className="stroke-line" strokeWidth="3" strokeLinecap="round">
        {houses.map(([x, y, mx, my]) => (
          <path key={`${x},${y}`} d={`M${x} ${y}L${mx} ${my}`} />
        ))}
      </g>
      <g className="stroke-accent" strokeWidth="6" strokeLinecap="round" strokeLinejoin="round">
        <path d="M36 70H320q20 0 20 20V286q0 20-20 20H230M340 286q0 20 20 20h116M140 70V206" />
      </g>
      <path d={`M${HOME[0]} ${HOME[1]}L${HOME[2]} ${HOME[3]}`} className="stroke-accent" strokeWidth="4" />
      <g className="fill-sheet stroke-edge" strokeWidth="1.5">
        {houses.map(([x, y]) => (
          <rect key={`${x},${y}`} x={x - 20} y={y - 15} width="40" height="30" rx="4" />
        ))}
      </g>
      <circle cx="36" cy="70" r="20" className="fill-paper stroke-accent" strokeWidth="6" />
      <circle cx="36" cy="70" r="6" className="fill-accent" />
      <circle cx={HOME[0]} cy={HOME[1]} r="40" className="fill-accent" opacity=".14" />
      <rect x={HOME[0] - 24} y={HOME[1] - 18} width="48" height="36" rx="5" className="fill-accent" />
      <path
        d={`m${HOME[0] - 9} ${HOME[1]} 6 6 12-12`}
        className="stroke-accent-ink"
        strokeWidth="4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

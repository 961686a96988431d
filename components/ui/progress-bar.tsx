/** How far something is, in per cent; null where nobody can say. The words beside it are the caller's. */
export function ProgressBar({ label, percent }: { label: string; percent: number | null }) {
  return (
    <progress
      aria-label={label}
      max={100}
      value={percent ?? undefined}
      className="h-3 w-full appearance-none overflow-hidden rounded-full border-0 bg-wash forced-colors:appearance-auto [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-wash [&::-webkit-progress-value]:bg-accent"
    />
  );
}

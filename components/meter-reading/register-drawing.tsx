/** A meter's register: which digits to type (white on black) and which not (struck through). */
export function RegisterDrawing({ label, digits }: { label: string; digits: number }) {
  const black = '0004320004320'
    .slice(-Math.min(8, Math.max(4, digits)) - 4, -4)
    .padStart(digits, '0')
    .slice(-digits);
  return (
    <div
      role="img"
      aria-label={label}
      className="surface flex w-fit max-w-full flex-wrap items-center gap-1 rounded-md bg-line p-1.5 text-lead font-bold"
    >
      {[...black].map((digit, index) => (
        <span
          key={index}
          aria-hidden="true"
          className="surface grid h-11 w-8 place-items-center rounded-sm bg-[#14242b] text-[#ffffff]"
        >
          {digit}
        </span>
      ))}
      {[...'618'].map((digit, index) => (
        <span
          key={digit}
          aria-hidden="true"
          className={`grid h-11 w-8 place-items-center rounded-sm border-2 border-dashed border-bad font-normal text-soft line-through ${index === 0 ? 'ml-1' : ''}`}
        >
          {digit}
        </span>
      ))}
    </div>
  );
}

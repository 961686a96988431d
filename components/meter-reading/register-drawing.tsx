/** Never broken into two rows: eight drums fit on the narrowest phone. */
const drum = 'grid h-11 w-8 min-w-0 flex-1 place-items-center rounded-sm';

/** A meter's register: which digits to type (white on black) and which not (struck through). */
export function RegisterDrawing({ label, digits }: { label: string; digits: number }) {
  return (
    <div
      role="img"
      aria-label={label}
      className="surface flex w-fit max-w-full gap-[3px] rounded-md bg-line p-1.5 text-lead font-bold"
    >
      {[...'432'.padStart(digits, '0').slice(-digits)].map((digit, index) => (
        <span key={index} aria-hidden="true" className={`surface bg-[#14242b] text-[#ffffff] ${drum}`}>
          {digit}
        </span>
      ))}
      {[...'618'].map(digit => (
        <span
          key={digit}
          aria-hidden="true"
          className={`border-2 border-dashed border-bad font-normal text-soft line-through ${drum}`}
        >
          {digit}
        </span>
      ))}
    </div>
  );
}

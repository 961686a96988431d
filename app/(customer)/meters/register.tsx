import type { Locale } from '@/lib/kernel/money';
import { formatCubicMetres, litres, type Litres } from '@/lib/kernel/volume';
import { registerDigits } from '@/lib/meters/rules';

/** A state drawn as the meter's own black digits; read out as one number. Whole m³, as people read them. */
export function Register({
  value,
  digits,
  locale,
}: {
  value: Litres;
  digits: number | null;
  locale: Locale;
}) {
  return (
    <p className="flex items-center gap-1 text-lead font-semibold">
      <span className="sr-only">{formatCubicMetres(litres(value - (value % 1000)), locale)}</span>
      <span aria-hidden="true" className="flex flex-wrap items-center gap-0.5">
        {[...registerDigits(value, digits)].map((digit, index) => (
          <span
            key={index}
            className="surface inline-grid min-h-10 min-w-8 place-items-center rounded-sm bg-ink px-1 text-paper"
          >
            {digit}
          </span>
        ))}
        <span className="pl-2 font-normal">m³</span>
      </span>
    </p>
  );
}

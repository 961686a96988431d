import type { Locale } from '@/lib/kernel/money';
import { blocksOf } from '@/lib/terms/rules';

/** A document of terms as its readers see it, within a page that has headings of its own. */
export function TermsBody({ text, locale }: { text: string; locale: Locale }) {
  return (
    <div lang={locale} className="grid max-w-prose grid-cols-1 gap-4">
      {blocksOf(text).map(({ kind, lines }, index) =>
        kind === 'heading' ? (
          <h3 key={index} className="pt-2">
            {lines[0]}
          </h3>
        ) : kind === 'items' ? (
          <ol key={index} className="grid list-decimal gap-2 pl-7">
            {lines.map((line, at) => (
              <li key={at}>{line}</li>
            ))}
          </ol>
        ) : kind === 'bullets' ? (
          <ul key={index} className="grid list-disc gap-2 pl-6 marker:text-accent">
            {lines.map((line, at) => (
              <li key={at}>{line}</li>
            ))}
          </ul>
        ) : (
          <p key={index}>{lines[0]}</p>
        ),
      )}
    </div>
  );
}

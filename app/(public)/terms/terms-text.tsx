import { getLocale, getTranslations } from '@/lib/i18n/server';
import { buttonClass } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { PageTitle } from '@/components/ui/page-title';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { currentTerms, type TermsDocument } from '@/lib/terms/queries';
import { blocksOf } from '@/lib/terms/rules';

/** Where each is as PDF. */
const PDF: Record<TermsDocument, string> = {
  portal: '/terms/pdf',
  e_invoice: '/terms/e-invoice/pdf',
  privacy: '/privacy/pdf',
};

/** A document of terms as it is in force today, in the reader's language; the Polish one binds. */
export async function TermsPage({ document }: { document: TermsDocument }) {
  const t = await getTranslations('terms');
  const locale = await getLocale();
  const terms = await currentTerms(document, dayOf(new Date()));
  return (
    <article className="grid max-w-prose gap-5">
      <PageTitle note={t('version', { version: terms.version, day: formatDay(terms.effectiveFrom, locale) })}>
        {t(`${document}.title`)}
      </PageTitle>
      <p className="no-print">
        <a href={PDF[document]} className={buttonClass('quiet')}>
          <Icon name="download" className="size-5" />
          {t('pdf')}
        </a>
      </p>
      {blocksOf(locale === 'pl' ? terms.bodyPl : terms.bodyEn).map(({ kind, lines }, index) =>
        kind === 'heading' ? (
          <h2 key={index} className="pt-4">
            {lines[0]}
          </h2>
        ) : kind === 'items' ? (
          <ol key={index} className="grid list-decimal gap-2 pl-7">
            {lines.map(line => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        ) : kind === 'bullets' ? (
          <ul key={index} className="grid list-disc gap-2 pl-6 marker:text-accent">
            {lines.map(line => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ) : (
          <p key={index} className={index === 0 ? 'text-soft' : undefined}>
            {lines[0]}
          </p>
        ),
      )}
      <p className="border-t border-line pt-4 text-small text-soft">
        {t('hash')} <code className="wrap-anywhere">{terms.textHash}</code>
      </p>
    </article>
  );
}

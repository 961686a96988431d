import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { buttonClass, ButtonLink } from '@/components/ui/button';
import { DefinitionList } from '@/components/ui/definition-list';
import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { requireCustomer } from '@/lib/auth/guards';
import { findProof } from '@/lib/e-invoice/queries';
import { actionKey, firstText, proofRows } from '@/lib/e-invoice/texts';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf } from '@/lib/kernel/dates';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('eInvoice.confirmation'))('earlier') };
}

type Props = {
  params: Promise<{ number: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** The page after a decision, and for ever its proof: it can be kept among one's bookmarks. */
export default async function ProofPage({ params, searchParams }: Props) {
  const actor = await requireCustomer('all');
  const { number } = await params;
  const proof = /^\d{1,6}$/.test(number) ? await findProof(actor, Number(number), dayOf(new Date())) : null;
  if (!proof) notFound();
  const [t, locale] = [await getTranslations('eInvoice.confirmation'), await getLocale()];
  const done = (await searchParams).done === 'yes';
  const { entry, inForce } = proof;
  const { title, number: named, rows } = proofRows(proof, locale);
  const names = await getTranslations('eInvoice.proof');
  return (
    <div className="grid max-w-[44rem] grid-cols-1 gap-6">
      <PageTitle
        back={{ href: '/e-invoice' as Route, label: t('back') }}
        note={`${names('number')}: ${named}`}
      >
        {t(done ? actionKey(entry) : 'earlier')}
      </PageTitle>
      {done ? (
        <Notice tone="good" role="status">
          <p>
            {t(entry.action === 'withdrawn' ? 'nextWithdrawn' : 'nextAccepted', {
              first: firstText(entry.first, locale),
            })}
          </p>
          <p>{t('mailed')}</p>
        </Notice>
      ) : inForce ? null : (
        <Notice>
          <p>{t('superseded')}</p>
        </Notice>
      )}
      <Sheet title={title} id="proof">
        <DefinitionList
          rows={rows.map(([name, value]) => [
            name,
            value && (
              <span key={name} className="break-words [overflow-wrap:anywhere]">
                {value}
              </span>
            ),
          ])}
        />
        <p className="border-t border-line pt-4 text-small text-soft">{names('rule')}</p>
      </Sheet>
      <div className="grid gap-3 sm:flex sm:flex-wrap">
        <a href={`/e-invoice/proof/${entry.number}/pdf`} className={buttonClass()}>
          <Icon name="download" className="size-5" />
          {t('get')}
        </a>
        {entry.scanSha256 ? (
          <a href={`/e-invoice/proof/${entry.number}/scan`} className={buttonClass('quiet')}>
            <Icon name="download" className="size-5" />
            {t('scan')}
          </a>
        ) : null}
        <ButtonLink href={'/invoices' as Route} look="quiet">
          {t('invoices')}
        </ButtonLink>
      </div>
    </div>
  );
}

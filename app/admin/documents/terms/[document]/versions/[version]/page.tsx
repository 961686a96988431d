import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { AppForm } from '@/app/_forms/app-form';
import { Disclosure } from '@/components/ui/disclosure';
import { SubmitButton } from '@/components/ui/form';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { requireStaff } from '@/lib/auth/guards';
import { may } from '@/lib/auth/permissions';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { isTermsDocument, termsText } from '@/lib/terms/staff/queries';
import { withdrawTermsAction } from '../../../../actions';
import { TermsBody } from '../../../terms-body';

type Props = { params: Promise<{ document: string; version: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('office-documents.terms');
  return { title: t('version', { version: decodeURIComponent((await params).version) }) };
}

/** Any version of a document of terms; one that has not begun can be taken back. */
export default async function TermsVersionPage({ params }: Props) {
  const actor = await requireStaff('documents.see');
  const { document, version } = await params;
  if (!isTermsDocument(document)) notFound();
  const found = (await termsText(actor, document, decodeURIComponent(version))) ?? notFound();
  const [t, names, locale] = [
    await getTranslations('office-documents'),
    await getTranslations('terms'),
    await getLocale(),
  ];
  const future = found.effectiveFrom > dayOf(new Date());
  return (
    <div className="grid max-w-200 grid-cols-1 gap-6">
      <PageTitle
        back={{ href: '/admin/documents' as Route, label: t('title') }}
        note={names('version', {
          version: found.version,
          day: formatDay(found.effectiveFrom, locale),
        })}
      >
        {names(`${document}.title`)}
      </PageTitle>
      {future && may(actor.role, 'documents.publish') ? (
        <Sheet title={t('terms.withdrawTitle')} id="withdraw">
          <p>{t('terms.withdrawText')}</p>
          <AppForm action={withdrawTermsAction} name="withdraw">
            <input type="hidden" name="document" value={document} />
            <input type="hidden" name="version" value={found.version} />
            <div>
              <SubmitButton look="danger">{t('terms.withdraw')}</SubmitButton>
            </div>
          </AppForm>
        </Sheet>
      ) : null}
      <Sheet title={t('terms.text')} id="text">
        <Disclosure title={t('terms.inPolish')} open>
          <TermsBody text={found.bodyPl} locale="pl" />
        </Disclosure>
        <Disclosure title={t('terms.inEnglish')}>
          <TermsBody text={found.bodyEn} locale="en" />
        </Disclosure>
        <p className="text-small text-soft">
          {names('hash')} <code className="break-all">{found.textHash}</code>
        </p>
      </Sheet>
    </div>
  );
}

import type { Metadata, Route } from 'next';
import { notFound, redirect } from 'next/navigation';
import { AppForm } from '@/app/_forms/app-form';
import { ButtonLink } from '@/components/ui/button';
import { DefinitionList } from '@/components/ui/definition-list';
import { Disclosure } from '@/components/ui/disclosure';
import { SubmitButton } from '@/components/ui/form';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { requireStaff } from '@/lib/auth/guards';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import { currentTerms } from '@/lib/terms/queries';
import { differenceOf } from '@/lib/terms/staff/difference';
import { accountsToAsk, isTermsDocument, termsDraft } from '@/lib/terms/staff/queries';
import { dropTermsDraftAction, publishTermsAction } from '../../../actions';
import { TermsBody } from '../../terms-body';

type Props = { params: Promise<{ document: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office-documents.terms'))('previewTitle') };
}

/** The next version before it is published: what changes, what it does to whom, and how it reads. */
export default async function TermsPreviewPage({ params }: Props) {
  const actor = await requireStaff('documents.publish');
  const { document } = await params;
  if (!isTermsDocument(document)) notFound();
  const draft = await termsDraft(actor, document);
  if (!draft) redirect(`/admin/documents/terms/${document}` as Route);
  const [t, names, locale] = [
    await getTranslations('office-documents'),
    await getTranslations('terms'),
    await getLocale(),
  ];
  const current = await currentTerms(document, dayOf(new Date()));
  const day = formatDay(draft.effectiveFrom, locale);
  const count = document === 'portal' ? await accountsToAsk(actor) : 0;
  const hidden = <input type="hidden" name="document" value={document} />;
  return (
    <div className="grid max-w-200 grid-cols-1 gap-6">
      <PageTitle back={{ href: `/admin/documents/terms/${document}` as Route, label: t('terms.editTitle') }}>
        {t('terms.previewOf', { name: names(`${document}.title`), version: draft.version })}
      </PageTitle>
      <Notice tone="warn">
        <p>
          <strong>{t('terms.what')}</strong>
        </p>
        <p>{t(`terms.effect.${document}`, { day, count })}</p>
        <p>{t('terms.until', { version: current.version })}</p>
      </Notice>
      <Sheet title={t('terms.about')} id="about">
        <DefinitionList
          rows={[
            [t('version'), draft.version],
            [t('terms.from'), day],
            [
              t('terms.savedBy'),
              <span key="who" className="break-all">
                {draft.email}
              </span>,
            ],
          ]}
        />
        <AppForm action={publishTermsAction} name="publish">
          {hidden}
          <input type="hidden" name="savedAt" value={draft.savedAt} />
          <div className="flex flex-wrap gap-3">
            <SubmitButton>{t('terms.publish')}</SubmitButton>
            <ButtonLink href={`/admin/documents/terms/${document}` as Route} look="quiet">
              {t('terms.edit')}
            </ButtonLink>
          </div>
        </AppForm>
      </Sheet>
      <Sheet title={t('terms.difference', { version: current.version })} id="difference">
        <Difference locale="pl" before={current.bodyPl} after={draft.bodyPl} />
        <Difference locale="en" before={current.bodyEn} after={draft.bodyEn} />
      </Sheet>
      <Sheet title={t('terms.asRead')} id="as-read">
        <Disclosure title={t('terms.inPolish')}>
          <TermsBody text={draft.bodyPl} locale="pl" />
        </Disclosure>
        <Disclosure title={t('terms.inEnglish')}>
          <TermsBody text={draft.bodyEn} locale="en" />
        </Disclosure>
      </Sheet>
      <AppForm action={dropTermsDraftAction} name="drop">
        {hidden}
        <div>
          <SubmitButton look="danger">{t('terms.drop')}</SubmitButton>
        </div>
      </AppForm>
    </div>
  );
}

/** Only the lines that change, each said to be new or gone: colour alone would not be enough. */
async function Difference({ locale, before, after }: { locale: Locale; before: string; after: string }) {
  const t = await getTranslations('office-documents.terms');
  const changed = differenceOf(before, after).filter(({ kind }) => kind !== 'same');
  return (
    <section className="grid grid-cols-1 gap-2">
      <h3>{t(locale === 'pl' ? 'inPolish' : 'inEnglish')}</h3>
      {changed.length === 0 ? (
        <p className="text-soft">{t('noDifference')}</p>
      ) : (
        <ul className="grid grid-cols-1 gap-2">
          {changed.map(({ kind, text }, index) => (
            <li
              key={index}
              className={`rounded-md px-4 py-2 ${kind === 'new' ? 'bg-good-wash' : 'bg-bad-wash'}`}
            >
              <span className={`text-small font-semibold ${kind === 'new' ? 'text-good' : 'text-bad'}`}>
                {t(kind === 'new' ? 'added' : 'removed')}
              </span>{' '}
              <span lang={locale} className="break-words">
                {text}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

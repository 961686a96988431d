import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { AppForm } from '@/app/_forms/app-form';
import { TextField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { LongTextField } from '@/components/ui/long-text-field';
import { PageTitle } from '@/components/ui/page-title';
import { requireStaff } from '@/lib/auth/guards';
import { getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDayShort } from '@/lib/kernel/dates';
import { untouched } from '@/lib/kernel/form';
import { currentTerms } from '@/lib/terms/queries';
import { isTermsDocument, termsDraft } from '@/lib/terms/staff/queries';
import { draftTermsAction } from '../../actions';

type Props = { params: Promise<{ document: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office-documents.terms'))('editTitle') };
}

/** The next version of a document of terms, begun from the one in force. */
export default async function EditTermsPage({ params }: Props) {
  const actor = await requireStaff('documents.publish');
  const { document } = await params;
  if (!isTermsDocument(document)) notFound();
  const [t, names] = [await getTranslations('office-documents'), await getTranslations('terms')];
  const draft = await termsDraft(actor, document);
  const current = await currentTerms(document, dayOf(new Date()));
  const values = draft
    ? {
        version: draft.version,
        effectiveFrom: formatDayShort(draft.effectiveFrom),
        bodyPl: draft.bodyPl,
        bodyEn: draft.bodyEn,
      }
    : { version: '', effectiveFrom: '', bodyPl: current.bodyPl, bodyEn: current.bodyEn };
  return (
    <div className="grid max-w-200 grid-cols-1 gap-6">
      <PageTitle
        back={{ href: '/admin/documents' as Route, label: t('title') }}
        note={t('terms.inForceNow', {
          version: current.version,
          day: formatDayShort(current.effectiveFrom),
        })}
      >
        {t('terms.editOf', { name: names(`${document}.title`) })}
      </PageTitle>
      <AppForm action={draftTermsAction} name="terms" initial={untouched(values)}>
        <input type="hidden" name="document" value={document} />
        <TextField name="version" label={t('version')} hint={t('terms.versionHint')} width="number" />
        <TextField name="effectiveFrom" label={t('terms.from')} hint={t('terms.fromHint')} width="number" />
        <LongTextField name="bodyPl" label={t('terms.bodyPl')} hint={t('terms.bodyHint')} rows={22} />
        <LongTextField name="bodyEn" label={t('terms.bodyEn')} rows={22} />
        <div>
          <SubmitButton>{t('terms.toPreview')}</SubmitButton>
        </div>
      </AppForm>
    </div>
  );
}

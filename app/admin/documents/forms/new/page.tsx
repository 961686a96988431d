import type { Metadata, Route } from 'next';
import { AppForm } from '@/app/_forms/app-form';
import { TextField } from '@/components/ui/fields';
import { FileField } from '@/components/ui/file-field';
import { SubmitButton } from '@/components/ui/form';
import { PageTitle } from '@/components/ui/page-title';
import { SelectField } from '@/components/ui/select-field';
import { requireStaff } from '@/lib/auth/guards';
import { FORM_CATEGORIES } from '@/lib/forms/rules';
import { listFormVersions } from '@/lib/forms/staff/queries';
import { getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDayShort } from '@/lib/kernel/dates';
import { untouched } from '@/lib/kernel/form';
import { publishFormAction } from '../../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office-documents.form'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** A form to be offered, or a new version of one. */
export default async function NewFormPage({ searchParams }: Props) {
  const actor = await requireStaff('documents.publish');
  const { replaces } = await searchParams;
  const today = dayOf(new Date());
  const t = await getTranslations('office-documents');
  const categories = await getTranslations('forms.categories');
  const before = (await listFormVersions(actor, today)).find(({ ref }) => ref === replaces);
  const values = {
    category: before?.category ?? 'contract',
    titlePl: before?.titlePl ?? '',
    titleEn: before?.titleEn ?? '',
    validFrom: formatDayShort(today),
  };
  return (
    <div className="grid max-w-136 grid-cols-1 gap-6">
      <PageTitle
        back={{ href: '/admin/documents' as Route, label: t('title') }}
        note={before ? t('form.replaces', { title: before.titlePl, version: before.version }) : undefined}
      >
        {t(before ? 'form.titleVersion' : 'form.title')}
      </PageTitle>
      <AppForm action={publishFormAction} name="form" initial={untouched(values)}>
        {before ? <input type="hidden" name="replaces" value={before.ref} /> : null}
        <FileField name="file" label={t('form.file')} hint={t('form.fileHint')} accept="application/pdf" />
        <SelectField
          name="category"
          label={t('forms.category')}
          options={FORM_CATEGORIES.map(category => ({ value: category, label: categories(category) }))}
        />
        <TextField name="titlePl" label={t('form.titlePl')} />
        <TextField name="titleEn" label={t('form.titleEn')} />
        <TextField name="version" label={t('version')} hint={t('form.versionHint')} width="number" />
        <TextField name="validFrom" label={t('form.validFrom')} hint={t('dayHint')} width="number" />
        <p className="text-soft">{t('form.note')}</p>
        <div>
          <SubmitButton>{t('form.submit')}</SubmitButton>
        </div>
      </AppForm>
    </div>
  );
}

import type { Metadata, Route } from 'next';
import { AppForm } from '@/app/_forms/app-form';
import { Disclosure } from '@/components/ui/disclosure';
import { TextField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { TextLink } from '@/components/ui/link';
import { LongTextField } from '@/components/ui/long-text-field';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { requireStaff } from '@/lib/auth/guards';
import { may } from '@/lib/auth/permissions';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { untouched } from '@/lib/kernel/form';
import { findTemplate, ownTemplates, type OwnTemplate } from '@/lib/messages/staff/templates/queries';
import { ANSWER_TEMPLATES } from '@/lib/messages/staff/templates/rules';
import { saveTemplateAction, withdrawTemplateAction } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office-messages.templates'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const PAGE = '/admin/messages/templates';

/** Prepared answers: own ones, which can be changed, and those that come with the portal. */
export default async function TemplatesPage({ searchParams }: Props) {
  const actor = await requireStaff('messages.see');
  const { done, edit } = await searchParams;
  const [t, locale] = [await getTranslations('office-messages'), await getLocale()];
  const own = await ownTemplates(actor);
  const writes = may(actor.role, 'messages.answer');
  const edited = writes && typeof edit === 'string' ? await findTemplate(actor, edit) : null;
  return (
    <div className="grid max-w-200 grid-cols-1 gap-6">
      <PageTitle back={{ href: '/admin/messages' as Route, label: t('back') }}>
        {t('templates.title')}
      </PageTitle>
      {done === 'saved' || done === 'withdrawn' ? (
        <Notice tone="good" role="status">
          <p>{t(`done.${done}`)}</p>
        </Notice>
      ) : null}
      <p>{t('templates.lead')}</p>
      <Sheet title={t('templates.own')} id="own">
        {own.length === 0 ? <p className="text-soft">{t('templates.ownNone')}</p> : null}
        {own.map(one => (
          <Disclosure key={one.ref} title={one.title}>
            <Body pl={one.bodyPl} en={one.bodyEn} />
            <p className="text-small text-soft">
              {t('templates.saved', { day: formatDay(dayOf(one.savedAt), locale) })}
            </p>
            {writes ? (
              <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
                <TextLink href={`${PAGE}?edit=${one.ref}#template`}>{t('templates.editLink')}</TextLink>
                <AppForm action={withdrawTemplateAction} name={`withdraw-${one.ref}`}>
                  <input type="hidden" name="ref" value={one.ref} />
                  <SubmitButton look="danger">{t('templates.withdraw')}</SubmitButton>
                </AppForm>
              </div>
            ) : null}
          </Disclosure>
        ))}
      </Sheet>
      {writes ? <TemplateForm edited={edited} /> : null}
      <Sheet title={t('templates.bundled')} id="bundled">
        {ANSWER_TEMPLATES.map(({ key, title, body }) => (
          <Disclosure key={key} title={title[locale]}>
            <Body pl={body.pl} en={body.en} />
          </Disclosure>
        ))}
      </Sheet>
    </div>
  );
}

function Body({ pl, en }: { pl: string; en: string }) {
  return (
    <>
      <p lang="pl" className="whitespace-pre-wrap break-words">
        {pl}
      </p>
      <p lang="en" className="whitespace-pre-wrap break-words border-t border-line pt-4">
        {en}
      </p>
    </>
  );
}

async function TemplateForm({ edited }: { edited: OwnTemplate | null }) {
  const t = await getTranslations('office-messages.templates');
  const values = edited
    ? { title: edited.title, bodyPl: edited.bodyPl, bodyEn: edited.bodyEn }
    : { title: '', bodyPl: '', bodyEn: '' };
  return (
    <Sheet title={t(edited ? 'edit' : 'add')} id="template">
      <AppForm
        key={edited?.ref ?? 'new'}
        action={saveTemplateAction}
        name="template"
        initial={untouched(values)}
      >
        {edited ? <input type="hidden" name="ref" value={edited.ref} /> : null}
        <TextField name="title" label={t('name')} />
        <LongTextField name="bodyPl" label={t('bodyPl')} rows={8} />
        <LongTextField name="bodyEn" label={t('bodyEn')} rows={8} />
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
          <SubmitButton>{t('submit')}</SubmitButton>
          {edited ? <TextLink href={PAGE}>{t('cancel')}</TextLink> : null}
        </div>
      </AppForm>
    </Sheet>
  );
}

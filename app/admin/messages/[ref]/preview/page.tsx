import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { AboutCase, CaseThread } from '@/app/_cases/case-sheets';
import { AppForm } from '@/app/_forms/app-form';
import { ButtonLink } from '@/components/ui/button';
import { SubmitButton } from '@/components/ui/form';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { requireStaff } from '@/lib/auth/guards';
import { getTranslations } from '@/lib/i18n/server';
import { previewDraft } from '@/lib/messages/staff/drafts/queries';
import { dropDraftAction, sendAnswerAction } from '../../actions';

type Props = { params: Promise<{ ref: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('office-messages.preview');
  return { title: `${t('title')} ${(await params).ref}` };
}

/** The own answer as the customer will see it, and the mail that says so; here it is sent. */
export default async function AnswerPreviewPage({ params }: Props) {
  const actor = await requireStaff('messages.answer');
  const { ref } = await params;
  const preview = await previewDraft(actor, ref, new Date());
  if (!preview) redirect(`/admin/messages/${encodeURIComponent(ref)}` as Route);
  const t = await getTranslations('office-messages.preview');
  const { after, mail, locale } = preview;
  const hidden = <input type="hidden" name="ref" value={ref} />;
  return (
    <div className="grid max-w-[44rem] grid-cols-1 gap-6">
      <PageTitle back={{ href: `/admin/messages/${ref}` as Route, label: t('back', { ref }) }}>
        {t('title')}
      </PageTitle>
      <Notice>
        <p>{t('note')}</p>
      </Notice>
      <AppForm action={sendAnswerAction} name="send">
        {hidden}
        <div className="flex flex-wrap gap-3">
          <SubmitButton>{t('send')}</SubmitButton>
          <ButtonLink href={`/admin/messages/${ref}#answer` as Route} look="quiet">
            {t('edit')}
          </ButtonLink>
        </div>
      </AppForm>
      <AboutCase found={after} signedIn={false} />
      <CaseThread found={after} />
      <Sheet title={t('mail')} id="mail">
        {mail ? (
          <>
            <p lang={locale} className="font-semibold">
              {t('subject', { subject: mail.subject })}
            </p>
            <p lang={locale} className="min-w-0 whitespace-pre-wrap break-words">
              {mail.text}
            </p>
          </>
        ) : (
          <p className="font-semibold text-warn">{t('mailNone')}</p>
        )}
      </Sheet>
      <AppForm action={dropDraftAction} name="drop">
        {hidden}
        <div>
          <SubmitButton look="danger">{t('drop')}</SubmitButton>
        </div>
      </AppForm>
    </div>
  );
}

import type { Metadata, Route } from 'next';
import { KindChoice } from '@/app/_cases/kind-choice';
import { KindFields } from '@/app/_cases/kind-fields';
import { ButtonLink } from '@/components/ui/button';
import { SubmitButton } from '@/components/ui/form';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { FileField } from '@/components/ui/file-field';
import { requireCustomer } from '@/lib/auth/guards';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { formatDay } from '@/lib/kernel/dates';
import { newToken } from '@/lib/kernel/refs';
import { ACCEPTED_FILES, MOST_FILES } from '@/lib/messages/attachments';
import { answerLimit } from '@/lib/messages/limits';
import { invoiceToComplain } from '@/lib/messages/queries';
import { answerDay } from '@/lib/messages/rules/deadlines';
import { isWrittenKind } from '@/lib/messages/rules/kinds';
import { KeptForm } from '../../kept-form';
import { openCaseAction } from '../actions';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { kind } = await searchParams;
  const t = await getTranslations('messages');
  return { title: isWrittenKind(kind) ? t(`kinds.${kind}.name`) : t('new.title') };
}

/** What it is about, then its form. */
export default async function NewMessagePage({ searchParams }: Props) {
  const actor = await requireCustomer('all');
  const { kind, invoice: invoiceRef } = await searchParams;
  const [t, locale] = [await getTranslations('messages'), await getLocale()];
  if (!isWrittenKind(kind))
    return (
      <div className="grid max-w-[44rem] grid-cols-1 gap-6">
        <PageTitle back={{ href: '/messages' as Route, label: t('new.back') }}>{t('new.title')}</PageTitle>
        <KindChoice path="/messages/new" signedIn />
      </div>
    );
  const invoice = typeof invoiceRef === 'string' ? await invoiceToComplain(actor, invoiceRef) : null;
  const title = (
    <PageTitle back={{ href: '/messages/new' as Route, label: t('new.write') }}>
      {t(`kinds.${kind}.name`)}
    </PageTitle>
  );
  if (kind === 'complaint_bill' && invoice?.openRef)
    return (
      <div className="grid max-w-136 grid-cols-1 gap-6">
        {title}
        <Notice>
          <p>
            <strong>{t('new.open')}</strong>
          </p>
          <p>{t('new.openText', { ref: invoice.openRef })}</p>
        </Notice>
        <div>
          <ButtonLink href={`/messages/${invoice.openRef}` as Route}>
            {t('new.openLink', { ref: invoice.openRef })}
          </ButtonLink>
        </div>
      </div>
    );
  const answerBy = answerDay(new Date(), answerLimit(kind));
  return (
    <div className="grid max-w-136 grid-cols-1 gap-6">
      {title}
      <p>{answerBy ? t('new.answer', { day: formatDay(answerBy, locale) }) : t('new.noAnswer')}</p>
      {kind === 'complaint_bill' ? <p className="text-soft">{t('new.payment')}</p> : null}
      <KeptForm
        action={openCaseAction}
        name={`message-${kind}`}
        initial={invoice ? { invoiceNumber: invoice.number } : {}}
      >
        <input type="hidden" name="attempt" value={newToken()} />
        <input type="hidden" name="kind" value={kind} />
        <KindFields kind={kind} />
        <FileField
          multiple
          name="files"
          label={t('new.files')}
          hint={t('new.filesHint', { count: MOST_FILES })}
          accept={ACCEPTED_FILES}
        />
        <SubmitButton wide>{t('new.submit')}</SubmitButton>
      </KeptForm>
    </div>
  );
}

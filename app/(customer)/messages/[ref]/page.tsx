import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { AddFields } from '@/app/_cases/add-fields';
import { AboutCase, CaseThread } from '@/app/_cases/case-sheets';
import { SubmitButton } from '@/components/ui/form';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { requireCustomer } from '@/lib/auth/guards';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { findCase, type CaseDetail } from '@/lib/messages/queries';
import { isOver } from '@/lib/messages/rules/states';
import { KeptForm } from '../../kept-form';
import { addToCaseAction, closeCaseAction } from '../actions';

type Props = {
  params: Promise<{ ref: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await findCase(await requireCustomer('all'), (await params).ref);
  const t = await getTranslations('messages');
  return { title: found ? `${t(`kinds.${found.kind}.name`)} ${found.ref}` : t('title') };
}

/** A case: what happens next and by when, what was written, and what can be done. */
export default async function CasePage({ params, searchParams }: Props) {
  const found = (await findCase(await requireCustomer('all'), (await params).ref)) ?? notFound();
  const { sent } = await searchParams;
  const t = await getTranslations('messages');
  const over = isOver(found.state);
  return (
    <div className="grid max-w-[44rem] grid-cols-1 gap-6">
      <PageTitle back={{ href: '/messages' as Route, label: t('case.back') }}>
        {sent === 'yes' ? t('case.sentTitle', { ref: found.ref }) : t(`kinds.${found.kind}.name`)}
      </PageTitle>
      <Next found={found} sent={sent === 'yes'} />
      <AboutCase found={found} signedIn />
      <CaseThread found={found} filesAt="/messages/files" />
      <Sheet title={t(over ? 'case.reopen' : 'case.add')} id="add">
        <KeptForm action={addToCaseAction} name={`case-${found.ref}`}>
          <input type="hidden" name="ref" value={found.ref} />
          <AddFields over={over} />
        </KeptForm>
      </Sheet>
      {found.state === 'closed' ? null : (
        <Sheet title={t('case.close')} id="close">
          <p>{t('case.closeText')}</p>
          <KeptForm action={closeCaseAction} name={`close-${found.ref}`}>
            <input type="hidden" name="ref" value={found.ref} />
            <SubmitButton look="quiet">{t('case.close')}</SubmitButton>
          </KeptForm>
        </Sheet>
      )}
    </div>
  );
}

/** What happens next and by when. */
async function Next({ found, sent }: { found: CaseDetail; sent: boolean }) {
  const [t, locale] = [await getTranslations('messages.case'), await getLocale()];
  const { state, answerBy } = found;
  const day = answerBy && formatDay(answerBy, locale);
  const overdue = !isOver(state) && answerBy !== null && answerBy < dayOf(new Date());
  const text =
    state === 'closed'
      ? t('nextClosed')
      : state === 'answered'
        ? t('nextAnswered')
        : state === 'waiting_for_customer'
          ? t('nextWaiting')
          : day
            ? t(overdue ? 'overdue' : 'nextAnswer', { day })
            : t('nextNone');
  return (
    <Notice tone={sent ? 'good' : state === 'waiting_for_customer' || overdue ? 'warn' : 'info'}>
      <p>
        <strong>{t('next')}</strong>
      </p>
      <p>{text}</p>
      {sent ? <p>{t('sentText')}</p> : null}
    </Notice>
  );
}

import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { requireStaff } from '@/lib/auth/guards';
import { may } from '@/lib/auth/permissions';
import { visitor } from '@/lib/auth/visitor';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { isOver } from '@/lib/messages/rules/states';
import { readCase } from '@/lib/messages/staff/commands';
import { findDraft } from '@/lib/messages/staff/drafts/queries';
import { colleagues, type StaffCase } from '@/lib/messages/staff/queries';
import { offeredTemplates } from '@/lib/messages/staff/templates/queries';
import { AnswerSheet } from './answer-sheet';
import { AboutSheet, PersonSheet } from './about-sheets';
import { AssignSheet, NoteSheet, StateSheet } from './deed-sheets';
import { MoveOutSheet } from './move-out-sheet';
import { ThreadSheet } from './thread-sheet';

type Props = {
  params: Promise<{ ref: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('office-messages');
  return { title: `${(await params).ref} – ${t('title')}` };
}

const DONE = ['sent', 'noted', 'assigned', 'moved', 'dropped'] as const;

/** One case: everything that was written, who it is from, and what may be done with it. */
export default async function StaffCasePage({ params, searchParams }: Props) {
  const actor = await requireStaff('messages.see');
  const [{ ref }, { done, template }] = [await params, await searchParams];
  const now = new Date();
  const found = (await readCase(actor, await visitor(), ref, now)) ?? notFound();
  const [t, locale] = [await getTranslations('office-messages'), await getLocale()];
  const kinds = await getTranslations('messages.kinds');
  const just = DONE.find(each => each === done);
  const answers = may(actor.role, 'messages.answer');
  const offered = answers
    ? await offeredTemplates(actor, found.kind, { reader: locale, customer: found.locale })
    : [];
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle back={{ href: '/admin/messages' as Route, label: t('back') }}>
        {kinds(`${found.kind}.name`)} {found.ref}
      </PageTitle>
      {just ? (
        <Notice tone="good" role="status">
          <p>{t(`done.${just}`)}</p>
        </Notice>
      ) : (
        <Standing found={found} now={now} />
      )}
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 grid-cols-1 gap-6">
          {found.kind === 'move_out' ? <MoveOutSheet actor={actor} caseRef={found.ref} /> : null}
          <ThreadSheet found={found} />
          {answers ? (
            <>
              <AnswerSheet
                found={found}
                draft={await findDraft(actor, found.ref)}
                offered={offered}
                chosen={offered.find(({ key }) => key === template) ?? null}
              />
              <NoteSheet found={found} />
            </>
          ) : (
            <p className="text-soft">{t('readOnly')}</p>
          )}
        </div>
        <div className="grid min-w-0 grid-cols-1 gap-6">
          <AboutSheet found={found} today={dayOf(now)} />
          <PersonSheet found={found} linked={may(actor.role, 'customers.see')} />
          {answers ? (
            <>
              <AssignSheet found={found} people={await colleagues(actor)} me={actor.email} />
              <StateSheet found={found} />
            </>
          ) : null}
        </div>
      </div>
    </div>
  );
}

/** What the clock says. */
async function Standing({ found, now }: { found: StaffCase; now: Date }) {
  const [t, locale] = [await getTranslations('office-messages.case'), await getLocale()];
  const { state, answerBy } = found;
  const overdue = !isOver(state) && answerBy !== null && answerBy < dayOf(now);
  const day = answerBy && formatDay(answerBy, locale);
  const text =
    state === 'closed'
      ? t('closed')
      : state === 'answered'
        ? t('over')
        : day === null
          ? t('clockNone')
          : t(state === 'waiting_for_customer' ? 'waiting' : 'clock', { day });
  return (
    <Notice tone={overdue ? 'bad' : isOver(state) ? 'good' : 'info'}>
      <p>{text}</p>
    </Notice>
  );
}

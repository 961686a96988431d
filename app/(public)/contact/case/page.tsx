import type { Metadata } from 'next';
import { AddFields } from '@/app/_cases/add-fields';
import { AboutCase, CaseThread } from '@/app/_cases/case-sheets';
import { AppForm } from '@/app/_forms/app-form';
import { TextField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { keptStep } from '@/lib/auth/step-cookie';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { formatDay } from '@/lib/kernel/dates';
import type { CaseDetail } from '@/lib/messages/queries';
import { isOver } from '@/lib/messages/rules/states';
import { shownCode } from '@/lib/messages/unsigned/commands';
import { findPublicCase } from '@/lib/messages/unsigned/queries';
import { addToPublicCaseAction, closePublicCaseAction, leaveCaseAction, lookAtCaseAction } from '../actions';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The case that this browser has opened, by its code. */
async function opened(): Promise<{ found: CaseDetail; code: string } | null> {
  const kept = await keptStep('case');
  const found = kept && (await findPublicCase(kept.values.ref ?? '', kept.token));
  return found && { found, code: kept.token };
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('messages'))('open.title') };
}

/** The state of a case that was sent without signing in, by its number and code. */
export default async function PublicCasePage({ searchParams }: Props) {
  const t = await getTranslations('messages');
  const open = await opened();
  if (!open)
    return (
      <div className="grid max-w-136 grid-cols-1 gap-6">
        <PageTitle>{t('open.title')}</PageTitle>
        <p>{t('open.lead')}</p>
        <AppForm action={lookAtCaseAction} name="case">
          <TextField
            name="ref"
            label={t('open.ref')}
            width="number"
            autoComplete="off"
            autoCapitalize="characters"
          />
          <TextField
            name="code"
            label={t('open.code')}
            hint={t('open.codeHint')}
            width="number"
            autoComplete="off"
            autoCapitalize="characters"
          />
          <SubmitButton>{t('open.submit')}</SubmitButton>
        </AppForm>
      </div>
    );
  const { found, code } = open;
  const sent = (await searchParams).sent === 'yes';
  const over = isOver(found.state);
  return (
    <div className="grid max-w-[44rem] grid-cols-1 gap-6">
      <PageTitle>
        {sent ? t('case.sentTitle', { ref: found.ref }) : `${t(`kinds.${found.kind}.name`)} ${found.ref}`}
      </PageTitle>
      {sent ? (
        <Notice tone="good">
          <p>
            <strong>{t('open.keep')}</strong>
          </p>
          <p className="text-lead font-semibold">{shownCode(code)}</p>
          <p>{t('open.keepText')}</p>
        </Notice>
      ) : null}
      <p>
        <Next found={found} />
      </p>
      <AboutCase found={found} signedIn={false} />
      <CaseThread found={found} filesAt="/contact/case/files" />
      <Sheet title={t(over ? 'case.reopen' : 'case.add')} id="add">
        <AppForm action={addToPublicCaseAction} name="add">
          <AddFields over={over} />
        </AppForm>
      </Sheet>
      {found.state === 'closed' ? null : (
        <Sheet title={t('case.close')} id="close">
          <p>{t('case.closeText')}</p>
          <AppForm action={closePublicCaseAction} name="close">
            <SubmitButton look="quiet">{t('case.close')}</SubmitButton>
          </AppForm>
        </Sheet>
      )}
      <AppForm action={leaveCaseAction} name="leave">
        <div>
          <SubmitButton look="quiet">{t('open.leave')}</SubmitButton>
        </div>
      </AppForm>
    </div>
  );
}

/** What happens next and by when. */
async function Next({ found: { state, answerBy } }: { found: CaseDetail }) {
  const [t, locale] = [await getTranslations('messages'), await getLocale()];
  if (state === 'closed') return t('case.nextClosed');
  if (state === 'answered') return t('case.nextAnswered');
  if (state === 'waiting_for_customer') return t('case.nextWaiting');
  return answerBy ? t('open.nextAnswer', { day: formatDay(answerBy, locale) }) : t('case.nextNone');
}

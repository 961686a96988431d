import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { AppForm } from '@/app/_forms/app-form';
import { ButtonLink, type ButtonLook } from '@/components/ui/button';
import { SubmitButton } from '@/components/ui/form';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { requireStaff } from '@/lib/auth/guards';
import { may } from '@/lib/auth/permissions';
import { findRun, sampledFiles, whyNotUndo, type RunDetails } from '@/lib/billing-import/runs/queries';
import { RUNNING, stepOf, type Step } from '@/lib/billing-import/runs/rules';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay, formatTime } from '@/lib/kernel/dates';
import { beginImportStepAction, discardImportAction } from '../actions';
import { Changes } from './changes';
import { CountsTable } from './counts-table';
import { LiveProgress } from './live-progress';
import { progressLine } from './progress-line';
import { Rejected } from './rejected';

type Props = {
  params: Promise<{ ref: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office-imports'))('one.title') };
}

/** One package: how far it is, what it would do or did, and what may be done with it next. */
export default async function ImportPage({ params, searchParams }: Props) {
  const actor = await requireStaff('imports.see');
  const [{ ref }, sent] = [await params, await searchParams];
  const run = (await findRun(actor, ref)) ?? notFound();
  const [t, locale] = [await getTranslations('office-imports'), await getLocale()];
  const runs = may(actor.role, 'imports.run');
  const working = RUNNING.includes(run.state);
  const sampled = working ? [] : await sampledFiles(actor, ref);
  const offset = typeof sent.skip === 'string' && /^\d{1,6}$/.test(sent.skip) ? Number(sent.skip) : 0;
  const shown = sampled.find(({ file, kind }) => file === sent.file && kind === sent.kind);
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle
        back={{ href: '/admin/imports' as Route, label: t('title') }}
        note={`${formatDay(dayOf(run.createdAt), locale)}, ${formatTime(run.createdAt)} · ${run.by ?? t('history.command')}`}
      >
        <span className="wrap-anywhere">{run.source}</span>
      </PageTitle>
      {working ? <Working run={run} runs={runs} /> : <Standing run={run} />}
      {Object.keys(run.counts).length > 0 && !working ? (
        <CountsTable counts={run.counts} sampled={sampled} address={`/admin/imports/${ref}`} />
      ) : null}
      {runs && !working ? <Deeds run={run} asked={sent.undo === 'yes'} /> : null}
      {runs && run.state === 'applied' && sent.undo === 'yes' ? <Undo run={run} actor={actor} /> : null}
      {shown ? (
        <Changes actor={actor} run={ref} shown={shown} offset={offset} />
      ) : run.state === 'refused' ? (
        <Rejected actor={actor} run={run} offset={offset} />
      ) : null}
    </div>
  );
}

/** A process is at it, or was. */
async function Working({ run, runs }: { run: RunDetails; runs: boolean }) {
  const t = await getTranslations('office-imports');
  const line = await progressLine(run);
  const address = `/admin/imports/${run.ref}`;
  if (run.silent) {
    const step = stepOf(run.state);
    return (
      <>
        <Notice tone="warn">
          <p>{t('interrupted.text')}</p>
        </Notice>
        {runs && step ? <StepForm run={run} step={step} label={t('interrupted.again')} /> : null}
        {runs && step === 'check' ? <Discard run={run} /> : null}
      </>
    );
  }
  return (
    <Sheet title={t(`working.${run.state as 'checking' | 'applying' | 'undoing'}`)} id="progress">
      <LiveProgress
        address={`${address}/state`}
        state={run.state}
        initial={line}
        label={t(`working.${run.state as 'checking' | 'applying' | 'undoing'}`)}
      />
      <p className="text-soft">{t('working.leave')}</p>
      {/* Without JavaScript the page itself comes anew. */}
      <noscript>
        <meta httpEquiv="refresh" content="3" />
        <p>
          <a href={address}>{t('working.refresh')}</a>
        </p>
      </noscript>
    </Sheet>
  );
}

/** What has come of it, in a sentence. */
async function Standing({ run }: { run: RunDetails }) {
  const [t, locale] = [await getTranslations('office-imports'), await getLocale()];
  const { state, fault, appliedAt, undoneAt, rejected } = run;
  const moment = (at: Date) => `${formatDay(dayOf(at), locale)}, ${formatTime(at)}`;
  const nothing = Object.values(run.counts).every(({ inserted, updated }) => inserted + updated === 0);
  if (state === 'checked')
    return (
      <Notice tone={nothing ? 'info' : 'good'}>
        <p>{nothing ? t('standing.nothing') : t('standing.checked')}</p>
      </Notice>
    );
  if (state === 'refused')
    return (
      <Notice tone="bad">
        <p>{t('standing.refused', { count: rejected })}</p>
      </Notice>
    );
  if (state === 'applied' && appliedAt)
    return (
      <Notice tone={fault ? 'warn' : 'good'}>
        <p>{t('standing.applied', { when: moment(appliedAt) })}</p>
        {fault ? <p>{t('standing.notUndone')}</p> : null}
      </Notice>
    );
  if (state === 'undone' && undoneAt)
    return (
      <Notice>
        <p>{t('standing.undone', { when: moment(undoneAt) })}</p>
      </Notice>
    );
  return <p>{t('standing.discarded')}</p>;
}

async function StepForm({
  run,
  step,
  label,
  look,
}: {
  run: RunDetails;
  step: Step;
  label: string;
  look?: ButtonLook;
}) {
  return (
    <AppForm action={beginImportStepAction} name={step}>
      <input type="hidden" name="ref" value={run.ref} />
      <input type="hidden" name="step" value={step} />
      <div>
        <SubmitButton look={look}>{label}</SubmitButton>
      </div>
    </AppForm>
  );
}

async function Discard({ run }: { run: RunDetails }) {
  const t = await getTranslations('office-imports.deeds');
  return (
    <AppForm action={discardImportAction} name="discard">
      <input type="hidden" name="ref" value={run.ref} />
      <div>
        <SubmitButton look="quiet">{t('discard')}</SubmitButton>
      </div>
    </AppForm>
  );
}

/** What may be done with it next. */
async function Deeds({ run, asked }: { run: RunDetails; asked: boolean }) {
  const t = await getTranslations('office-imports.deeds');
  if (run.state === 'checked')
    return (
      <div className="flex flex-wrap gap-3">
        <StepForm run={run} step="apply" label={t('apply')} />
        <Discard run={run} />
      </div>
    );
  if (run.state === 'refused') return <Discard run={run} />;
  if (run.state !== 'applied' || !run.newest || asked) return null;
  return (
    <p>
      <ButtonLink href={`/admin/imports/${run.ref}?undo=yes` as Route} look="quiet">
        {t('undo')}
      </ButtonLink>
    </p>
  );
}

/** Whether it can be undone, and the last question before it is. */
async function Undo({ run, actor }: { run: RunDetails; actor: Parameters<typeof whyNotUndo>[0] }) {
  const t = await getTranslations('office-imports.undo');
  const obstacles = await whyNotUndo(actor, run.ref);
  const back = (
    <ButtonLink href={`/admin/imports/${run.ref}` as Route} look="quiet">
      {t('back')}
    </ButtonLink>
  );
  if (obstacles.length > 0)
    return (
      <Sheet title={t('refused')} id="undo">
        <ul className="list-disc pl-6">
          {obstacles.map(obstacle => (
            <li key={obstacle.code}>
              {t(`obstacle.${obstacle.code}`, { count: 'count' in obstacle ? obstacle.count : 0 })}
            </li>
          ))}
        </ul>
        <p>{back}</p>
      </Sheet>
    );
  return (
    <Sheet title={t('title')} id="undo">
      <p className="max-w-prose">{t('text')}</p>
      <div className="flex flex-wrap gap-3">
        <StepForm run={run} step="undo" label={t('submit')} look="danger" />
        {back}
      </div>
    </Sheet>
  );
}

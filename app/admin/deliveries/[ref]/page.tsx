import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { AppForm } from '@/app/_forms/app-form';
import { Badge } from '@/components/ui/badge';
import { DefinitionList } from '@/components/ui/definition-list';
import { RadioGroup, TextField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { TextLink } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { Table } from '@/components/ui/table';
import { requireStaff } from '@/lib/auth/guards';
import { may } from '@/lib/auth/permissions';
import { visitor } from '@/lib/auth/visitor';
import { readDelivery } from '@/lib/delivery/staff/commands';
import type { Delivery } from '@/lib/delivery/staff/queries';
import { maySendAgain, OUTCOMES } from '@/lib/delivery/staff/rules';
import { getTranslations } from '@/lib/i18n/server';
import { resolveUnknownAction, sendAgainAction } from '../actions';
import { deliveryNames, STATE_TONES } from '../names';

type Props = {
  params: Promise<{ ref: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('office-deliveries');
  return { title: `${(await params).ref} – ${t('title')}` };
}

/** One message: how it stands, what happened to it, what was written, and what a person may do. */
export default async function DeliveryPage({ params, searchParams }: Props) {
  const actor = await requireStaff('deliveries.see');
  const [{ ref }, { done }] = [await params, await searchParams];
  const now = new Date();
  const found = (await readDelivery(actor, await visitor(), ref, now)) ?? notFound();
  const [t, names] = [await getTranslations('office-deliveries'), await deliveryNames()];
  const { kind, channel, state, reason, twin, blocked } = found;
  return (
    <div className="grid max-w-200 grid-cols-1 gap-6">
      <PageTitle back={{ href: '/admin/deliveries' as Route, label: t('back') }}>
        {names.kind(kind)}, {t(`channel.${channel}`)}
      </PageTitle>
      {done === 'again' || done === 'resolved' ? (
        <Notice tone="good" role="status">
          <p>{t(`done.${done}`)}</p>
        </Notice>
      ) : null}
      <Sheet title={t('detail.about')} id="about">
        <DefinitionList
          rows={[
            [
              t('column.state'),
              <Badge key="state" tone={STATE_TONES[state]}>
                {t(`states.${state}`)}
              </Badge>,
            ],
            [t('detail.reason'), reason && names.reason(reason)],
            [
              t('column.to'),
              <span key="to" className="break-all">
                {found.recipient}
              </span>,
            ],
            [t('detail.customer'), found.customerNumber],
            [t('detail.created'), names.at(found.createdAt)],
            [t('detail.due'), found.dueAt > now ? names.at(found.dueAt) : null],
            [t('detail.tried'), found.triedAt && names.at(found.triedAt)],
            [t('detail.expires'), found.expiresAt && names.at(found.expiresAt)],
            [t('column.attempts'), String(found.attempts)],
            [t('column.segments'), found.segments === null ? null : String(found.segments)],
            [t('column.cost'), names.cost(found.cost)],
            [t('detail.language'), t(`detail.languages.${found.locale}`)],
            [
              t('detail.provider'),
              found.providerId && (
                <code key="provider" className="break-all">
                  {found.providerId}
                </code>
              ),
            ],
            [t('detail.attachments'), found.attachments.join(', ')],
          ]}
        />
        {blocked ? (
          <p className="font-semibold text-warn">
            {t('detail.blocked', { reason: names.reason(blocked) })}{' '}
            <TextLink href="/admin/deliveries/addresses">{t('addressesLink')}</TextLink>
          </p>
        ) : null}
        {twin ? (
          <p>
            {t('detail.twin', { channel: t(`channel.${twin.channel}`), state: t(`states.${twin.state}`) })}{' '}
            <TextLink href={`/admin/deliveries/${twin.ref}`}>{t('detail.twinLink')}</TextLink>
          </p>
        ) : null}
      </Sheet>
      {may(actor.role, 'deliveries.manage') ? <Deeds found={found} now={now} /> : null}
      <History found={found} />
      <Sheet title={t('detail.text')} id="text">
        {found.text === null ? (
          <p className="text-soft">{t('detail.secret')}</p>
        ) : (
          <>
            {found.subject ? (
              <p lang={found.locale} className="font-semibold">
                {t('detail.subject', { subject: found.subject })}
              </p>
            ) : null}
            <p lang={found.locale} className="min-w-0 whitespace-pre-wrap break-words">
              {found.text}
            </p>
          </>
        )}
      </Sheet>
    </div>
  );
}

/** What a person may do with it as it stands; nothing with what goes on by itself or has ended well. */
async function Deeds({ found, now }: { found: Delivery; now: Date }) {
  const t = await getTranslations('office-deliveries.detail');
  const hidden = <input type="hidden" name="ref" value={found.ref} />;
  if (found.state === 'unknown')
    return (
      <Sheet title={t('resolve')} id="resolve">
        <p>{t('resolveText')}</p>
        <AppForm action={resolveUnknownAction} name="resolve">
          {hidden}
          <RadioGroup
            name="outcome"
            legend={t('outcome')}
            options={OUTCOMES.map(value => ({ value, label: t(`outcomes.${value}`) }))}
          />
          <TextField name="note" label={t('note')} hint={t('noteHint')} />
          <div>
            <SubmitButton>{t('resolveSubmit')}</SubmitButton>
          </div>
        </AppForm>
      </Sheet>
    );
  if (found.blocked !== null || !maySendAgain(found, now)) return null;
  return (
    <Sheet title={t('again')} id="again">
      <p>{t('againText')}</p>
      <AppForm action={sendAgainAction} name="again">
        {hidden}
        <TextField name="note" label={t('note')} hint={t('noteHint')} />
        <div>
          <SubmitButton>{t('again')}</SubmitButton>
        </div>
      </AppForm>
    </Sheet>
  );
}

async function History({ found }: { found: Delivery }) {
  const [t, names] = [await getTranslations('office-deliveries'), await deliveryNames()];
  if (found.states.length === 0) return null;
  return (
    <Sheet title={t('detail.history')} id="history">
      <Table
        caption={t('detail.historyCaption')}
        rows={found.states.map((state, index) => ({ ...state, index }))}
        rowKey={({ index }) => String(index)}
        columns={[
          {
            key: 'state',
            head: t('column.state'),
            main: true,
            cell: ({ state, reason, note }) => (
              <span>
                {t(`states.${state}`)}
                {reason ? <span className="text-soft"> ({names.reason(reason)})</span> : null}
                {note ? <span className="block">„{note}”</span> : null}
              </span>
            ),
          },
          { key: 'when', head: t('detail.when'), cell: ({ at }) => names.at(new Date(at)) },
          { key: 'attempt', head: t('detail.attempt'), align: 'end', cell: ({ attempt }) => attempt },
          {
            key: 'who',
            head: t('detail.who'),
            cell: ({ source, email }) => <span className="break-all">{email ?? t(`source.${source}`)}</span>,
          },
        ]}
      />
    </Sheet>
  );
}

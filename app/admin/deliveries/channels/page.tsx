import type { Metadata, Route } from 'next';
import { AppForm } from '@/app/_forms/app-form';
import { Badge } from '@/components/ui/badge';
import { TextField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { requireStaff } from '@/lib/auth/guards';
import { may } from '@/lib/auth/permissions';
import { channelsForStaff } from '@/lib/delivery/staff/queries';
import { getTranslations } from '@/lib/i18n/server';
import { pauseChannelAction, resumeChannelAction } from '../actions';
import { deliveryNames } from '../names';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office-deliveries.channels'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** A switch for each channel and one for all of them, with why, by whom and since when. */
export default async function ChannelsPage({ searchParams }: Props) {
  const actor = await requireStaff('deliveries.see');
  const { done } = await searchParams;
  const [t, names] = [await getTranslations('office-deliveries'), await deliveryNames()];
  const channels = await channelsForStaff(actor);
  const pauses = may(actor.role, 'deliveries.pause');
  return (
    <div className="grid max-w-200 grid-cols-1 gap-6">
      <PageTitle back={{ href: '/admin/deliveries' as Route, label: t('back') }}>
        {t('channels.title')}
      </PageTitle>
      {done === 'paused' || done === 'resumed' ? (
        <Notice tone={done === 'paused' ? 'warn' : 'good'} role="status">
          <p>{t(`done.${done}`)}</p>
        </Notice>
      ) : null}
      <p>{t('channels.lead')}</p>
      {pauses ? null : <p className="text-soft">{t('channels.readOnly')}</p>}
      {channels.map(({ channel, pause }) => (
        <Sheet key={channel} title={t(`channel.${channel}`)} id={channel}>
          {pause ? (
            <div className="grid grid-cols-1 gap-1">
              <p>
                <Badge tone="bad">{t('channels.since', { since: names.at(pause.since) })}</Badge>{' '}
                {pause.email ? t('channels.by', { email: pause.email }) : t('channels.bySystem')}
              </p>
              <p className="break-words">{t('channels.reason', { reason: names.reason(pause.reason) })}</p>
            </div>
          ) : (
            <p>
              <Badge tone="good">{t('channels.running')}</Badge>
            </p>
          )}
          {pauses ? (
            <AppForm
              key={pause ? 'resume' : 'pause'}
              action={pause ? resumeChannelAction : pauseChannelAction}
              name={`switch-${channel}`}
            >
              <input type="hidden" name="channel" value={channel} />
              {pause ? null : <TextField name="reason" label={t('channels.reasonField')} />}
              <div>
                <SubmitButton look={pause ? 'primary' : 'danger'}>
                  {t(pause ? 'channels.resume' : 'channels.pause')}{' '}
                  <span className="sr-only">{t(`channel.${channel}`)}</span>
                </SubmitButton>
              </div>
            </AppForm>
          ) : null}
        </Sheet>
      ))}
    </div>
  );
}

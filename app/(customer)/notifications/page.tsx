import type { Metadata, Route } from 'next';
import { TextLink } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { requireCustomer } from '@/lib/auth/guards';
import { getTranslations } from '@/lib/i18n/server';
import { reachOf } from '@/lib/notifications/phone/queries';
import { opens } from '@/lib/auth/scopes';
import { KINDS } from '@/lib/notifications/kinds';
import { OFFERED_KINDS } from '@/lib/notifications/preferences/offered';
import { settingsOf } from '@/lib/notifications/preferences/queries';
import { SentMessages } from './sent-messages';
import { SettingsForm } from './settings-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notifications'))('page.title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What we write about and how, and what was sent. */
export default async function NotificationsPage({ searchParams }: Props) {
  const actor = await requireCustomer('see');
  const { done, before } = await searchParams;
  const t = await getTranslations('notifications');
  const [settings, reach] = [await settingsOf(actor), await reachOf(actor)];
  const { current, customers } = actor;
  const customer = current.nickname ?? current.name;
  const kinds = OFFERED_KINDS.filter(kind => opens(current, KINDS[kind].needs));
  const anySms = kinds.some(kind => settings[kind].sms);
  return (
    <div className="grid max-w-200 grid-cols-1 gap-6">
      <PageTitle note={customers.length > 1 ? t('page.customer', { customer }) : undefined}>
        {t('page.title')}
      </PageTitle>
      <Answer done={done} hasPhone={reach.phone !== null} anySms={anySms} />
      <p>{t('page.lead')}</p>
      {/* The key: with another customer the boxes are others, and the browser must not keep the ticks. */}
      <SettingsForm
        key={current.customerNumber}
        customerNumber={current.customerNumber}
        settings={settings}
        reach={reach}
        kinds={kinds}
      />
      <SentMessages
        actor={actor}
        before={typeof before === 'string' ? before : undefined}
        customer={customers.length > 1 ? customer : undefined}
      />
    </div>
  );
}

/** What was just done, as the address says it; one notice at most. */
async function Answer({ done, hasPhone, anySms }: { done: unknown; hasPhone: boolean; anySms: boolean }) {
  const t = await getTranslations('notifications.page.done');
  if (done === 'phone' && hasPhone)
    return (
      <Notice tone="good" role="status">
        <p>{t(anySms ? 'phoneReady' : 'phone')}</p>
      </Notice>
    );
  if (done !== 'saved') return null;
  if (!anySms || hasPhone)
    return (
      <Notice tone="good" role="status">
        <p>{t('saved')}</p>
      </Notice>
    );
  return (
    <Notice tone="warn" role="status">
      <p>{t('savedNoPhone')}</p>
      <p>
        <TextLink href={'/account/phone' as Route} className="font-semibold">
          {t('givePhone')}
        </TextLink>
      </p>
    </Notice>
  );
}

import type { Route } from 'next';
import type { ReactNode } from 'react';
import { Checkbox } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { TextLink } from '@/components/ui/link';
import { maskEmail } from '@/lib/accounts/rules';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { maskPhone } from '@/lib/kernel/phone';
import { leadsOf, type NotificationKind } from '@/lib/notifications/kinds';
import type { Reach } from '@/lib/notifications/phone/queries';
import { offeredChannels } from '@/lib/notifications/preferences/offered';
import type { Settings } from '@/lib/notifications/preferences/queries';
import { currentUtility } from '@/lib/settings/queries';
import { KeptForm } from '../kept-form';
import { chooseNotificationsAction } from './actions';
import { boxName } from './box-name';

/** A box for each kind and channel, and where it all goes. */
export async function SettingsForm({
  customerNumber,
  settings,
  reach,
  kinds,
}: {
  /** whose settings these are: another window may look at another customer meanwhile */
  customerNumber: string;
  settings: Settings;
  reach: Reach;
  /** those that the access to the customer opens */
  kinds: readonly NotificationKind[];
}) {
  const t = await getTranslations('notifications.page');
  const initial = Object.fromEntries(
    kinds.flatMap(kind =>
      offeredChannels(kind)
        .filter(channel => settings[kind][channel])
        .map(channel => [boxName(kind, channel), 'yes']),
    ),
  );
  return (
    <KeptForm action={chooseNotificationsAction} name="notifications" initial={initial}>
      <input type="hidden" name="customerNumber" value={customerNumber} />
      <Where reach={reach} />
      <div className="surface grid grid-cols-1 rounded-lg border border-line bg-sheet px-5 sm:px-7">
        {kinds.map(kind => (
          <KindBoxes key={kind} kind={kind} />
        ))}
      </div>
      <div className="grid sm:justify-items-start">
        <SubmitButton>{t('submit')}</SubmitButton>
      </div>
    </KeptForm>
  );
}

/** What a kind is, how far ahead it comes, and its two boxes. */
async function KindBoxes({ kind }: { kind: NotificationKind }) {
  const t = await getTranslations('notifications');
  return (
    <fieldset className="grid min-w-0 grid-cols-1 gap-x-8 gap-y-2 border-t border-line py-5 first:border-t-0 sm:grid-cols-[minmax(0,1fr)_auto]">
      <legend className="float-left contents">
        <span className="font-semibold sm:col-span-2">{t(`kinds.${kind}.name`)}</span>
      </legend>
      <div className="grid content-start gap-1">
        <OwnName kind={kind} />
        <p className="text-soft">{t(`kinds.${kind}.about`)}</p>
        <Leads kind={kind} />
      </div>
      <div className="grid grid-cols-2 content-start gap-x-6 sm:w-56">
        {offeredChannels(kind).map(channel => (
          <Checkbox key={channel} name={boxName(kind, channel)} label={t(`page.channel.${channel}`)} />
        ))}
      </div>
    </fieldset>
  );
}

/** As the utility's own notice calls it. */
async function OwnName({ kind }: { kind: NotificationKind }) {
  const t = await getTranslations('notifications.page.ownName');
  const key = kind as 'invoice_issued';
  return t.has(key) ? <p className="text-small text-soft">{t(key)}</p> : null;
}

/** «Piszemy 60, 30 i 7 dni przed końcem umowy.», as the utility has configured it. */
async function Leads({ kind }: { kind: NotificationKind }) {
  const [t, locale] = [await getTranslations('notifications.page.leads'), await getLocale()];
  const leads = leadsOf(kind, await currentUtility());
  const last = leads.at(-1);
  const key = kind as 'payment_due';
  if (last === undefined || !t.has(key)) return null;
  const days = new Intl.ListFormat(locale).format(leads.map(String));
  return <p className="text-soft">{t(key, { days, last })}</p>;
}

/** The address and the number that all of it goes to, and what is the matter with them. */
async function Where({ reach }: { reach: Reach }) {
  const t = await getTranslations('notifications.page');
  const { email, emailRefused, phone, phoneRefused } = reach;
  return (
    <section aria-labelledby="where" className="grid gap-3 rounded-lg bg-wash p-5 sm:px-7">
      <h2 id="where" className="text-base">
        {t('where.title')}
      </h2>
      <Place name={t('where.email')} href="/account/email" change={t('where.changeEmail')}>
        <span className="wrap-anywhere">{maskEmail(email)}</span>
      </Place>
      {emailRefused ? <p className="text-bad">{t('refused.email')}</p> : null}
      {phone ? (
        <Place name={t('where.sms')} href="/account/phone" change={t('where.changePhone')}>
          <span className="whitespace-nowrap">{maskPhone(phone)}</span>
        </Place>
      ) : (
        <div className="grid gap-2">
          <p>
            <span className="text-soft">{t('where.sms')}: </span>
            {t('where.noPhone')}
          </p>
          <div>
            <SubmitButton look="quiet" name="then" value="phone">
              {t('where.addPhone')}
            </SubmitButton>
          </div>
        </div>
      )}
      {phoneRefused ? <p className="text-bad">{t('refused.sms')}</p> : null}
    </section>
  );
}

function Place({
  name,
  href,
  change,
  children,
}: {
  name: string;
  href: string;
  change: string;
  children: ReactNode;
}) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6">
      <p className="min-w-0">
        <span className="text-soft">{name}: </span>
        <strong>{children}</strong>
      </p>
      <TextLink href={href as Route}>{change}</TextLink>
    </div>
  );
}

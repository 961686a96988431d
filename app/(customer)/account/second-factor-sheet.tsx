import type { Route } from 'next';
import { getTranslations } from '@/lib/i18n/server';
import { ButtonLink } from '@/components/ui/button';
import { Sheet } from '@/components/ui/sheet';
import type { CustomerActor } from '@/lib/auth/actor';
import { secondFactorOf } from '@/lib/auth/second-factor/queries';

/** On the page of the account: whether signing in asks for a code, and the way to change it. */
export async function SecondFactorSheet({ actor }: { actor: CustomerActor }) {
  const t = await getTranslations('secondFactor');
  const on = (await secondFactorOf(actor, new Date())).state === 'on';
  return (
    <Sheet title={t('title')} id="second-factor">
      <p>{t(on ? 'sheet.on' : 'sheet.off')}</p>
      {on ? null : <p className="text-soft">{t('lead')}</p>}
      <p>
        <ButtonLink href={'/account/second-factor' as Route} look="quiet">
          {t(on ? 'sheet.linkOn' : 'sheet.linkOff')}
        </ButtonLink>
      </p>
    </Sheet>
  );
}

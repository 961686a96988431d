import type { Metadata, Route } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { DefinitionList } from '@/components/ui/definition-list';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { requireCustomer } from '@/lib/auth/guards';
import { postalLine, streetLine } from '@/lib/customers/address';
import { heldData, ownChanges } from '@/lib/customers/changes/queries';
import { getTranslations } from '@/lib/i18n/server';
import { formatPhone } from '@/lib/kernel/phone';
import { reachOf } from '@/lib/notifications/phone/queries';
import { Changes } from './changes';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ownData'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What was just done, as the address says it. */
const DONE = ['requested', 'withdrawn'] as const;

/** What the utility holds of a customer, and the ways to change it. */
export default async function OwnDataPage({ searchParams }: Props) {
  const actor = await requireCustomer('owner');
  const t = await getTranslations('ownData');
  const held = await heldData(actor);
  const changes = await ownChanges(actor, held);
  const { phone } = await reachOf(actor);
  const { done: asked } = await searchParams;
  const done = DONE.find(one => one === asked);
  const business = held.kind === 'business';
  return (
    <div className="grid max-w-200 grid-cols-1 gap-6">
      <PageTitle back={{ href: '/account' as Route, label: t('back') }}>{t('title')}</PageTitle>
      {done ? (
        <Notice tone="good" role="status">
          <p>{t(`done.${done}`)}</p>
        </Notice>
      ) : null}
      <Sheet title={t('contact.title')} id="contact">
        <p>{t('contact.text')}</p>
        <DefinitionList
          rows={[
            [t('contact.email'), actor.email],
            [t('contact.phone'), phone ? formatPhone(phone) : t('contact.noPhone')],
          ]}
        />
        <div className="flex flex-wrap gap-3">
          <ButtonLink href={'/account/email' as Route} look="quiet">
            {t('contact.changeEmail')}
          </ButtonLink>
          <ButtonLink href={'/account/phone' as Route} look="quiet">
            {t(phone ? 'contact.changePhone' : 'contact.addPhone')}
          </ButtonLink>
        </div>
      </Sheet>
      <Sheet title={t('billing.title')} id="billing">
        <p>{t('billing.text')}</p>
        <DefinitionList
          rows={[
            [t('billing.number'), held.customerNumber],
            [t(business ? 'billing.company' : 'billing.name'), held.name],
            [t('billing.nip'), held.nip],
            [
              t('billing.address'),
              <span key="address">
                {streetLine(held)}
                <br />
                {postalLine(held)}
              </span>,
            ],
            [t('billing.email'), held.email],
            [t('billing.phone'), held.phone ? formatPhone(held.phone) : null],
          ]}
        />
        <div className="flex flex-wrap gap-3">
          <ButtonLink href={'/account/data/name' as Route} look="quiet">
            {t(business ? 'billing.changeCompany' : 'billing.changeName')}
          </ButtonLink>
          <ButtonLink href={'/account/data/address' as Route} look="quiet">
            {t('billing.changeAddress')}
          </ButtonLink>
        </div>
        <p className="text-small text-soft">{t(business ? 'billing.noteCompany' : 'billing.note')}</p>
      </Sheet>
      <Changes changes={changes} />
      <Sheet title={t('more.title')} id="more">
        <div className="flex flex-wrap gap-3">
          <ButtonLink href={'/account/export' as Route} look="quiet">
            {t('more.export')}
          </ButtonLink>
          <ButtonLink href={'/account/sign-ins' as Route} look="quiet">
            {t('more.signIns')}
          </ButtonLink>
          <ButtonLink href={'/account/close' as Route} look="quiet">
            {t('more.close')}
          </ButtonLink>
        </div>
      </Sheet>
    </div>
  );
}

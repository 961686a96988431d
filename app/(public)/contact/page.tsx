import type { Metadata, Route } from 'next';
import { TextLink } from '@/components/ui/link';
import { ButtonLink } from '@/components/ui/button';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { DefinitionList } from '@/components/ui/definition-list';
import { PageTitle } from '@/components/ui/page-title';
import { PhoneLink } from '@/components/ui/phone-link';
import { Sheet } from '@/components/ui/sheet';
import { currentUtility } from '@/lib/settings/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('contact'))('title') };
}

export default async function ContactPage() {
  const t = await getTranslations('contact');
  const locale = await getLocale();
  const { name, address, contact, nip, regon, krs } = await currentUtility();
  return (
    <div className="grid gap-8">
      <PageTitle>{t('title')}</PageTitle>
      <section
        aria-labelledby="emergency"
        className="surface flex flex-wrap items-center justify-between gap-x-10 gap-y-3 rounded-lg bg-warn-wash p-5 sm:px-10 sm:py-7"
      >
        <div className="grid gap-1">
          <h2 id="emergency">{t('emergency.title')}</h2>
          <p>{t('emergency.text', { hours: contact.emergencyHours[locale] })}</p>
        </div>
        <PhoneLink phone={contact.emergencyPhone} className="text-amount font-bold no-underline" />
      </section>
      <Sheet title={t('write.title')} id="write">
        <p>{t('write.text')}</p>
        <div className="flex flex-wrap gap-3">
          <ButtonLink href={'/contact/write' as Route}>{t('write.action')}</ButtonLink>
          <ButtonLink href={'/contact/case' as Route} look="quiet">
            {t('write.check')}
          </ButtonLink>
        </div>
      </Sheet>
      <div className="grid gap-8 md:grid-cols-2">
        <Sheet title={t('office.title')} id="office">
          <DefinitionList
            rows={[
              [t('office.phone'), <PhoneLink key="phone" phone={contact.phone} />],
              [
                t('office.email'),
                <TextLink key="email" href={`mailto:${contact.email}`} className="wrap-anywhere">
                  {contact.email}
                </TextLink>,
              ],
              [t('office.hours'), contact.officeHours[locale]],
              [
                t('office.address'),
                <address key="address" className="not-italic">
                  {address.street}
                  <br />
                  {address.postalCode} {address.city}
                </address>,
              ],
            ]}
          />
        </Sheet>
        <Sheet title={t('company.title')} id="company">
          <p>{name}</p>
          <DefinitionList
            rows={[
              ['NIP', nip],
              ['REGON', regon],
              ['KRS', krs],
              [
                t('company.website'),
                <TextLink key="website" href={contact.website} className="wrap-anywhere">
                  {new URL(contact.website).host}
                </TextLink>,
              ],
            ]}
          />
        </Sheet>
      </div>
    </div>
  );
}

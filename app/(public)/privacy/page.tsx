import type { Metadata } from 'next';
import { getTranslations } from '@/lib/i18n/server';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Prose, ProseSection, richText } from '@/components/ui/prose';
import { utility } from '@/lib/utility';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('privacy'))('title') };
}

/** What article 13 of the RODO asks for, in the order in which people ask for it. */
const SECTIONS = [
  'administrator',
  'officer',
  'data',
  'purposes',
  'recipients',
  'retention',
  'rights',
  'duty',
  'cookies',
] as const;

export default async function PrivacyPage() {
  const t = await getTranslations('privacy');
  const { name, address, contact, dataProtection } = utility();
  const values = {
    ...richText,
    name,
    address: `${address.street}, ${address.postalCode} ${address.city}`,
    mail: () => <a href={`mailto:${contact.email}`}>{contact.email}</a>,
    officer: () => <a href={`mailto:${dataProtection.email}`}>{dataProtection.email}</a>,
  };
  return (
    <Prose>
      <PageTitle>{t('title')}</PageTitle>
      <Notice>
        <p>{t('draft')}</p>
      </Notice>
      <p className="text-lead">{t('lead')}</p>
      {SECTIONS.map(key => (
        <ProseSection key={key} id={key} title={t(`${key}.title`)}>
          {t.rich(`${key}.text`, values)}
        </ProseSection>
      ))}
    </Prose>
  );
}

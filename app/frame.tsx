import Link from 'next/link';
import type { Route } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { MainNav } from '@/components/layout/main-nav';
import { PageFrame } from '@/components/layout/page-frame';
import { PhoneLink } from '@/components/ui/phone-link';
import { env } from '@/lib/env';
import { utility } from '@/lib/utility';

/** The customer's main navigation; an entry stands here from the day its page exists. */
const CUSTOMER_PAGES = [
  { href: '/dashboard', key: 'dashboard' },
  { href: '/invoices', key: 'invoices' },
  { href: '/account', key: 'account' },
] as const;

const FOOTER_PAGES = [
  { href: '/help', key: 'help' },
  { href: '/contact', key: 'contact' },
  { href: '/terms', key: 'terms' },
  { href: '/privacy', key: 'privacy' },
  { href: '/accessibility', key: 'accessibility' },
] as const;

const toolClass =
  'inline-flex min-h-11 min-w-11 cursor-pointer items-center justify-center whitespace-nowrap text-accent no-underline hover:underline underline-offset-4';

/** Header and footer round a page, for whoever is or is not signed in. */
export async function Frame({ signedIn, children }: { signedIn: boolean; children: ReactNode }) {
  const t = await getTranslations('layout');
  const { name, shortName, address, contact } = utility();
  return (
    <PageFrame
      home={signedIn ? '/dashboard' : '/'}
      navigation={
        signedIn ? (
          <MainNav
            links={CUSTOMER_PAGES.map(({ href, key }) => ({ href: href as Route, label: t(`nav.${key}`) }))}
          />
        ) : undefined
      }
      tools={
        signedIn ? null : (
          <Link href={'/login' as Route} prefetch={false} className={`${toolClass} font-semibold`}>
            {t('signIn')}
          </Link>
        )
      }
      footer={FOOTER_PAGES.map(({ href, key }) => ({ href: href as Route, label: t(key) }))}
      banner={env().APP_ENV === 'live' ? undefined : <DemoBanner />}
      emergencyPhone={<PhoneLink phone={contact.emergencyPhone} />}
      texts={{
        skip: t('skip'),
        mainNav: t('mainNav'),
        footerNav: t('footerNav'),
        utility: shortName,
        emergency: `${t('emergency')}:`,
        company: [name, address.street, `${address.postalCode} ${address.city}`],
      }}
    >
      {children}
    </PageFrame>
  );
}

/** Says that nothing here is real, and where the mails of the demonstration are. */
async function DemoBanner() {
  const t = await getTranslations('layout');
  return (
    <aside aria-label={t('demoName')} className="no-print border-b border-line bg-warn-wash text-small">
      <p className="mx-auto max-w-272 px-4 sm:px-8">
        {t.rich('demo', {
          link: text => (
            <Link
              href={'/outbox' as Route}
              prefetch={false}
              className="inline-flex min-h-11 items-center underline underline-offset-4"
            >
              {text}
            </Link>
          ),
        })}
      </p>
    </aside>
  );
}

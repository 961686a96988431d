import Link from '@/components/ui/link';
import type { Route } from 'next';
import { headers } from 'next/headers';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import type { ReactNode } from 'react';
import { MainNav } from '@/components/layout/main-nav';
import { PageFrame } from '@/components/layout/page-frame';
import { PhoneLink } from '@/components/ui/phone-link';
import type { CustomerActor } from '@/lib/auth/actor';
import { currentActor, currentSession } from '@/lib/auth/guards';
import { PATH_HEADER } from '@/lib/auth/headers';
import { PAGE_OF } from '@/lib/auth/obligations';
import { opens } from '@/lib/auth/scopes';
import { env } from '@/lib/env';
import { utility } from '@/lib/utility';
import { setLocaleAction, signOutAction } from './(public)/login/actions';
import { CUSTOMER_PAGES, MORE_CUSTOMER_PAGES } from './customer-pages';
import { SessionEnd } from './session-end';
import { ViewingBanner } from './viewing-banner';

const START_OF = { customer: '/dashboard', staff: '/admin' } as const;

const FOOTER_PAGES = [
  { href: '/help', key: 'help' },
  { href: '/contact', key: 'contact' },
  { href: '/announcements', key: 'announcements' },
  { href: '/tariffs', key: 'tariffs' },
  { href: '/water-quality', key: 'waterQuality' },
  { href: '/forms', key: 'forms' },
  { href: '/terms', key: 'terms' },
  { href: '/privacy', key: 'privacy' },
  { href: '/accessibility', key: 'accessibility' },
] as const;

const toolClass =
  'inline-flex min-h-11 min-w-11 cursor-pointer items-center justify-center whitespace-nowrap text-accent no-underline hover:underline underline-offset-4';

/** The rest of a short label: read out everywhere, shown where there is room. */
const onWide = (text: ReactNode) => <span className="max-sm:sr-only">{text}</span>;

/**
 * Header and footer round a page. Whoever is signed in finds their way round on every page, public ones too;
 * only who still has something to do first sees nothing but the way there and the way out.
 */
export async function Frame({
  switcher,
  side,
  viewed,
  children,
}: {
  switcher?: ReactNode;
  /** of pages of customers: whose they are, where it is staff who look */
  viewed?: CustomerActor | null;
  /** the navigation of staff */
  side?: ReactNode;
  children: ReactNode;
}) {
  const t = await getTranslations('layout');
  const { name, shortName, address, contact } = utility();
  const path = (await headers()).get(PATH_HEADER) ?? '/';
  const session = await currentSession();
  const first = session?.obligations[0];
  const actor = viewed ?? (await currentActor());
  const kind = actor?.kind;
  const customer = actor?.kind === 'customer' ? actor.current : null;
  const offered = (pages: typeof CUSTOMER_PAGES) =>
    pages
      .filter(({ needs }) => customer && opens(customer, needs))
      .map(({ href, key }) => ({ href: href as Route, label: t(`nav.${key}`) }));
  return (
    <PageFrame
      home={(first ? PAGE_OF[first] : kind ? START_OF[kind] : '/') as Route}
      navigation={
        customer ? (
          <MainNav
            path={path.split('?')[0] ?? '/'}
            links={offered(CUSTOMER_PAGES)}
            rest={offered(MORE_CUSTOMER_PAGES)}
            restLabel={t('nav.more')}
          />
        ) : undefined
      }
      switcher={switcher}
      side={side}
      tools={
        <>
          <LanguageSwitch path={path} />
          {session ? (
            <form action={signOutAction}>
              <button className={`${toolClass} font-semibold`}>
                <span>{t.rich('signOutTool', { more: onWide })}</span>
              </button>
            </form>
          ) : (
            <Link href="/login" className={`${toolClass} font-semibold`}>
              <span>{t.rich('signInTool', { more: onWide })}</span>
            </Link>
          )}
        </>
      }
      footer={FOOTER_PAGES.map(({ href, key }) => ({ href: href as Route, label: t(key) }))}
      banner={env().APP_ENV === 'live' ? undefined : <DemoBanner wide={side !== undefined} />}
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
      {viewed ? <ViewingBanner viewed={viewed} /> : null}
      {children}
      {session ? <SessionEnd session={session} path={path} /> : null}
    </PageFrame>
  );
}

/** The other language, named in itself; comes back to the same page. */
async function LanguageSwitch({ path }: { path: string }) {
  const t = await getTranslations('layout');
  const other = (await getLocale()) === 'pl' ? 'en' : 'pl';
  return (
    <form action={setLocaleAction}>
      <input type="hidden" name="locale" value={other} />
      <input type="hidden" name="next" value={path} />
      <button lang={other} className={toolClass}>
        <span aria-hidden="true" className="sm:hidden">
          {t('otherLanguageShort')}
        </span>
        <span className="max-sm:sr-only">{t('otherLanguage')}</span>
      </button>
    </form>
  );
}

/** Says that nothing here is real, and where the mails of the demonstration are. */
async function DemoBanner({ wide }: { wide: boolean }) {
  const t = await getTranslations('layout');
  return (
    <aside aria-label={t('demoName')} className="no-print border-b border-line bg-warn-wash text-small">
      <p className={`mx-auto px-4 pt-2 sm:px-8 sm:pt-0 ${wide ? 'max-w-360' : 'max-w-272'}`}>
        {t.rich('demo', {
          link: text => (
            <Link
              href={'/outbox' as Route}
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

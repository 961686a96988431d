import type { Route } from 'next';
import { headers } from 'next/headers';
import { SideNav, type SideLink } from '@/components/layout/side-nav';
import { currentActor } from '@/lib/auth/guards';
import { PATH_HEADER } from '@/lib/auth/headers';
import { may } from '@/lib/auth/permissions';
import { getTranslations } from '@/lib/i18n/server';
import { SECTIONS } from './sections';
import { waitingNow } from './waiting';

/** The screens that the role of whoever is signed in may open, with how much waits on each. */
export async function OfficeNav() {
  const actor = await currentActor();
  if (actor?.kind !== 'staff') return null;
  const [t, tasks] = [await getTranslations('admin'), await waitingNow()];
  const path = ((await headers()).get(PATH_HEADER) ?? '/admin').split('?')[0] ?? '/admin';
  const counted = tasks.filter(({ notice }) => !notice);
  const link = (href: string, label: string, count: number): SideLink => ({
    href: href as Route,
    label,
    ...(count > 0 && { waiting: { count, text: t('nav.waits', { count }) } }),
  });
  const links = [
    link('/admin', t('nav.today'), 0),
    ...SECTIONS.filter(({ permission }) => may(actor.role, permission)).map(({ key, href }) =>
      link(
        href,
        t(`screens.${key}`),
        counted.filter(({ screen }) => screen === href).reduce((sum, { count }) => sum + count, 0),
      ),
    ),
  ];
  return (
    <>
      <SideNav links={links} label={t('nav.label')} menu={t('nav.menu')} path={path} />
      <p className="break-words px-3 pt-4 text-small text-soft max-md:hidden">
        {t('signedIn', { email: actor.email })} {t('role', { role: t(`roles.${actor.role}`) })}
      </p>
    </>
  );
}

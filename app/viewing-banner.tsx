import { endViewAction } from '@/app/admin/customers/[number]/view/actions';
import { buttonClass } from '@/components/ui/button-class';
import type { CustomerActor } from '@/lib/auth/actor';
import { getTranslations } from '@/lib/i18n/server';

/** Says that staff look through a customer's eyes and write nothing; ends it. */
export async function ViewingBanner({ viewed: { current, viewing } }: { viewed: CustomerActor }) {
  const t = await getTranslations('office-view');
  return (
    <aside
      aria-label={t('banner.label')}
      className="no-print mb-6 flex flex-wrap items-center justify-between gap-4 rounded-lg border-2 border-warn bg-warn-wash p-4 sm:px-6"
    >
      <p className="min-w-0">
        <strong className="block">
          {t('banner.title', { name: current.name, number: current.customerNumber })}
        </strong>
        {viewing?.email ? t('banner.account', { email: viewing.email }) : t('banner.noAccount')}
      </p>
      <form action={endViewAction}>
        <button className={buttonClass('quiet')}>{t('banner.end')}</button>
      </form>
    </aside>
  );
}

import { getLocale, getTranslations } from '@/lib/i18n/server';
import { currentUtility } from '@/lib/settings/queries';

/** What the utility wants all customers to know, in a line; nothing where it says nothing. */
export async function OfficeNote() {
  const [t, locale] = [await getTranslations('dashboard'), await getLocale()];
  const { dashboardNote } = await currentUtility();
  const text = dashboardNote[locale] || dashboardNote.pl;
  if (text === '') return null;
  return (
    <aside aria-label={t('officeNote')} className="border-l-4 border-accent pl-4">
      <p lang={dashboardNote[locale] === '' ? 'pl' : undefined}>{text}</p>
    </aside>
  );
}

import type { Metadata } from 'next';
import { AppForm } from '@/app/_forms/app-form';
import { ReadOnField, readingTexts, RegisterFigure } from '@/app/_forms/reading-fields';
import { ReadingField } from '@/components/meter-reading/reading-field';
import { SubmitButton } from '@/components/ui/form';
import { PageTitle } from '@/components/ui/page-title';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { addDays, dayOf, formatDay, formatDayShort } from '@/lib/kernel/dates';
import { untouched } from '@/lib/kernel/form';
import { newToken } from '@/lib/kernel/refs';
import { linkedMeter } from '@/lib/readings/unsigned/queries';
import { submitLinkedReadingAction } from './actions';
import { LinkGone } from './gone';

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('readings.form'))('title'), robots: { index: false } };
}

/** The form of one meter for whoever has the link. Looking does not use it up; nothing shows whose it is. */
export default async function LinkedReadingPage({ params }: Props) {
  const { token } = await params;
  const now = new Date();
  const meter = await linkedMeter(token, now);
  if (!meter) return <LinkGone />;
  const [t, link, locale] = [
    await getTranslations('readings.form'),
    await getTranslations('readings.link'),
    await getLocale(),
  ];
  const lastDay = addDays(dayOf(meter.expiresAt), -1);
  return (
    <div className="grid grid-cols-1 max-w-136 gap-6">
      <PageTitle>{t('title')}</PageTitle>
      <p>{link('lead', { day: formatDay(lastDay, locale) })}</p>
      <RegisterFigure digits={meter.digits} />
      <AppForm
        action={submitLinkedReadingAction}
        initial={untouched({ readOn: formatDayShort(dayOf(now)) })}
        name="reading"
      >
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="attempt" value={newToken()} />
        <fieldset className="surface grid grid-cols-1 min-w-0 gap-4 rounded-lg border border-line bg-sheet p-5 sm:p-7">
          <legend className="float-left w-full text-lead font-semibold">
            {t(`role.${meter.role}`)}{' '}
            <span className="block font-normal text-soft sm:inline">
              {link('serialEnd', { end: meter.serialEnd })}
            </span>
          </legend>
          <div className="clear-both">
            <ReadingField part="" label={t('value')} texts={await readingTexts()} />
          </div>
        </fieldset>
        <ReadOnField />
        <SubmitButton wide>{t('submit')}</SubmitButton>
      </AppForm>
    </div>
  );
}

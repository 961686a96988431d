import type { Metadata, Route } from 'next';
import { AppForm } from '@/app/_forms/app-form';
import { ReadOnField, readingTexts, RegisterFigure } from '@/app/_forms/reading-fields';
import { ReadingField } from '@/components/meter-reading/reading-field';
import { TextField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import Link from '@/components/ui/link';
import { PageTitle } from '@/components/ui/page-title';
import { getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDayShort } from '@/lib/kernel/dates';
import { untouched } from '@/lib/kernel/form';
import { newToken } from '@/lib/kernel/refs';
import { submitPublicReadingAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('readings.public'))('title') };
}

/** A reading without signing in, with two numbers from an invoice. */
export default async function PublicReadingPage() {
  const [t, own] = [await getTranslations('readings.form'), await getTranslations('readings.public')];
  return (
    <div className="grid grid-cols-1 max-w-136 gap-6">
      <div className="grid grid-cols-1 gap-3">
        <PageTitle>{own('title')}</PageTitle>
        <p>{own('lead')}</p>
        <p className="text-soft">
          {own.rich('signIn', {
            link: text => (
              <Link href={'/readings/new' as Route} className="text-accent underline">
                {text}
              </Link>
            ),
          })}
        </p>
      </div>
      <AppForm
        action={submitPublicReadingAction}
        initial={untouched({ readOn: formatDayShort(dayOf(new Date())) })}
        name="reading"
      >
        <input type="hidden" name="attempt" value={newToken()} />
        <TextField
          name="customerNumber"
          label={own('customerNumber')}
          hint={own('customerNumberHint')}
          width="number"
          autoComplete="off"
          autoCapitalize="characters"
        />
        <TextField
          name="meterSerial"
          label={own('meterSerial')}
          hint={own('meterSerialHint')}
          width="number"
          autoComplete="off"
          autoCapitalize="characters"
        />
        <RegisterFigure digits={null} />
        <ReadingField part="" label={t('value')} texts={await readingTexts()} />
        <ReadOnField />
        <SubmitButton wide>{t('submit')}</SubmitButton>
      </AppForm>
    </div>
  );
}

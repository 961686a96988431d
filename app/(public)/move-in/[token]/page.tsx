import type { Metadata, Route } from 'next';
import { AppForm } from '@/app/_forms/app-form';
import { ButtonLink } from '@/components/ui/button';
import { DefinitionList } from '@/components/ui/definition-list';
import { Checkbox, RadioGroup, TextField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { LongTextField } from '@/components/ui/long-text-field';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { placeLine } from '@/lib/customers/address';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { untouched } from '@/lib/kernel/form';
import { formatCubicMetres } from '@/lib/kernel/volume';
import { linkedMoveOut } from '@/lib/move-out/queries';
import { answerMoveOutAction } from './actions';

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('moveOut'))('link.title'), robots: { index: false } };
}

/** The final states for whoever takes the property over. Looking does not use the link up; it names no person. */
export default async function MoveInPage({ params }: Props) {
  const { token } = await params;
  const found = await linkedMoveOut(token, new Date());
  const [t, locale] = [await getTranslations('moveOut'), await getLocale()];
  if (!found)
    return (
      <div className="grid max-w-136 grid-cols-1 justify-items-start gap-6">
        <PageTitle>{t('link.goneTitle')}</PageTitle>
        <p>{t('link.goneText')}</p>
        <ButtonLink href={'/contact' as Route}>{t('link.contact')}</ButtonLink>
      </div>
    );
  const { address, handedOverOn, readings, expiresAt } = found;
  const meter = ({ role, serialEnd: end }: (typeof readings)[number]) => t(`link.role.${role}`, { end });
  return (
    <div className="grid max-w-136 grid-cols-1 gap-6">
      <PageTitle>{t('link.title')}</PageTitle>
      <p>{t('link.lead', { day: formatDay(dayOf(expiresAt), locale) })}</p>
      <Sheet title={placeLine(address)} id="place">
        <DefinitionList
          rows={[
            [t('about.day'), formatDay(handedOverOn, locale)],
            ...readings.map(
              reading =>
                [
                  meter(reading),
                  <strong key="s">{formatCubicMetres(reading.value, locale)}</strong>,
                ] as const,
            ),
          ]}
        />
      </Sheet>
      <AppForm action={answerMoveOutAction} initial={untouched()} name="move-in">
        <input type="hidden" name="token" value={token} />
        <RadioGroup
          name="answer"
          legend={t('link.question')}
          options={[
            { value: 'confirmed', label: t('link.confirmed') },
            { value: 'objected', label: t('link.objected') },
          ]}
        />
        <fieldset className="grid grid-cols-1 gap-4">
          <legend className="mb-2 font-semibold">{t('link.other')}</legend>
          {readings.map((reading, index) => (
            <TextField
              key={index}
              name={`state${index}`}
              label={meter(reading)}
              width="number"
              inputMode="numeric"
              autoComplete="off"
            />
          ))}
          <LongTextField name="note" label={t('link.note')} rows={3} />
        </fieldset>
        <fieldset className="grid grid-cols-1 gap-4">
          <legend className="mb-2 font-semibold">{t('link.contract')}</legend>
          <p className="text-soft">{t('link.contractText')}</p>
          <Checkbox name="wantsContract" label={t('link.wantsContract')} />
          <TextField name="name" label={t('link.name')} autoComplete="name" />
          <TextField name="phone" type="tel" label={t('link.phone')} autoComplete="tel" />
        </fieldset>
        <SubmitButton wide>{t('link.submit')}</SubmitButton>
      </AppForm>
    </div>
  );
}

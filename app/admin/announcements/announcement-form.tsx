import { AppForm } from '@/app/_forms/app-form';
import { Checkbox, RadioGroup, TextField } from '@/components/ui/fields';
import { SubmitButton } from '@/components/ui/form';
import { LongTextField } from '@/components/ui/long-text-field';
import { SelectField } from '@/components/ui/select-field';
import { SIDES } from '@/lib/announcements/rules';
import { getTranslations } from '@/lib/i18n/server';
import { untouched } from '@/lib/kernel/form';
import { draftAnnouncementAction } from './actions';
import { PLACES } from './sent-form';

/** A new announcement, or a draft to go on with: what, when, where. */
export async function AnnouncementForm({ values }: { values: Record<string, string> }) {
  const t = await getTranslations('announcements');
  const sides = SIDES.map(side => ({ value: side, label: t(`staff.form.sides.${side}`) }));
  const optional = t('staff.form.optional');
  return (
    <AppForm action={draftAnnouncementAction} initial={untouched(values)} name="announcement">
      {values.ref ? <input type="hidden" name="ref" value={values.ref} /> : null}
      <RadioGroup
        name="kind"
        legend={t('staff.form.kind')}
        defaultValue="failure"
        options={(['failure', 'planned'] as const).map(kind => ({ value: kind, label: t(`kind.${kind}`) }))}
      />
      <Checkbox name="emergency" label={t('staff.form.emergency')} />
      <div className="grid items-end gap-6 md:grid-cols-2">
        <TextField name="titlePl" label={t('staff.form.titlePl')} hint={t('staff.form.titlePlHint')} />
        <TextField name="titleEn" label={t('staff.form.titleEn')} hint={optional} />
        <LongTextField name="causePl" label={t('staff.form.causePl')} />
        <LongTextField name="causeEn" label={t('staff.form.causeEn')} hint={optional} />
        <TextField name="startsAt" label={t('staff.form.startsAt')} hint={t('staff.form.momentHint')} />
        <TextField name="endsAt" label={t('staff.form.endsAt')} hint={t('staff.form.endsHint')} />
        <TextField name="tanker" label={t('staff.form.tanker')} hint={optional} />
      </div>
      <section aria-labelledby="places" className="grid grid-cols-1 gap-6">
        <div className="grid gap-1">
          <h2 id="places">{t('staff.form.areas')}</h2>
          <p className="text-small text-soft">{t('staff.form.areaHint')}</p>
        </div>
        {PLACES.map(place => (
          <fieldset key={place} className="grid min-w-0 grid-cols-1 gap-3">
            <legend className="font-semibold">{t('staff.form.area', { number: place })}</legend>
            <div className="grid grid-cols-1 items-end gap-3 sm:grid-cols-2 md:grid-cols-[2fr_2fr_1fr_1fr_1.3fr]">
              <TextField name={`city${place}`} label={t('staff.form.city')} />
              <TextField name={`street${place}`} label={t('staff.form.street')} />
              <TextField name={`from${place}`} label={t('staff.form.from')} />
              <TextField name={`to${place}`} label={t('staff.form.to')} />
              <SelectField name={`side${place}`} label={t('staff.form.side')} options={sides} />
            </div>
          </fieldset>
        ))}
      </section>
      <div>
        <SubmitButton>{t('staff.form.submit')}</SubmitButton>
      </div>
    </AppForm>
  );
}

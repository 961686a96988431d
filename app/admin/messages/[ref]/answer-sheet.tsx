import type { Route } from 'next';
import { AppForm } from '@/app/_forms/app-form';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/fields';
import { FileField } from '@/components/ui/file-field';
import { SubmitButton } from '@/components/ui/form';
import Link from '@/components/ui/link';
import { LongTextField } from '@/components/ui/long-text-field';
import { QueryForm, QuerySelect } from '@/components/ui/query-form';
import { Sheet } from '@/components/ui/sheet';
import { getTranslations } from '@/lib/i18n/server';
import { formatDay, formatTime } from '@/lib/kernel/dates';
import { untouched } from '@/lib/kernel/form';
import { ACCEPTED_FILES, MOST_FILES } from '@/lib/messages/attachments';
import type { Draft } from '@/lib/messages/staff/drafts/queries';
import type { StaffCase } from '@/lib/messages/staff/queries';
import type { OfferedTemplate } from '@/lib/messages/staff/templates/queries';
import { fillPlaces } from '@/lib/messages/staff/templates/rules';
import { draftAnswerAction } from '../actions';

/** The answer, from a template or by hand; its preview comes before it is sent. */
export async function AnswerSheet({
  found,
  draft,
  offered,
  chosen,
}: {
  found: StaffCase;
  draft: Draft | null;
  offered: readonly OfferedTemplate[];
  chosen: OfferedTemplate | null;
}) {
  const t = await getTranslations('office-messages.case');
  const files = await getTranslations('messages.new');
  const { ref, seen, drafts, answerBy, name, locale } = found;
  const places = { numer: ref, termin: answerBy && formatDay(answerBy, locale), nazwa: name };
  const text = chosen ? fillPlaces(chosen.body, places) : (draft?.text ?? '');
  const asks = chosen ? chosen.asks : draft?.asks;
  const other = drafts[0];
  return (
    <Sheet title={t('answer')} id="answer">
      {other ? (
        <p className="font-semibold text-warn">
          {t('otherDraft', { email: other.email, time: formatTime(new Date(other.at)) })}
        </p>
      ) : null}
      {draft ? (
        <p>
          {t.rich('ownDraft', {
            link: words => (
              <Link href={`/admin/messages/${ref}/preview` as Route} className="underline underline-offset-4">
                {words}
              </Link>
            ),
          })}
        </p>
      ) : null}
      <QueryForm action={`/admin/messages/${ref}#answer` as Route} name="template" errorTitle="">
        <div className="grid grid-cols-1 items-end gap-4 sm:grid-cols-[minmax(0,1fr)_auto]">
          <QuerySelect
            form="template"
            name="template"
            label={t('template')}
            hint={t('templateHint')}
            value={chosen?.key ?? ''}
            options={[
              { value: '', label: t('templateNone') },
              ...offered.map(({ key, title }) => ({ value: key, label: title })),
            ]}
          />
          <Button look="quiet">{t('templateSubmit')}</Button>
        </div>
      </QueryForm>
      <AppForm
        // another template is another form: its text stands in it from the start
        key={chosen?.key ?? 'own'}
        action={draftAnswerAction}
        name="answer"
        initial={untouched({ text, ...(asks ? { asks: 'yes' } : {}) })}
      >
        <input type="hidden" name="ref" value={ref} />
        <input type="hidden" name="seen" value={seen} />
        <LongTextField name="text" label={t('answerText')} hint={t('answerHint')} rows={10} />
        <Checkbox name="asks" label={t('asks')} hint={t('asksHint')} />
        {draft && draft.files.length > 0 ? (
          <fieldset className="grid grid-cols-1 gap-1">
            <legend className="font-semibold">{t('keptFiles')}</legend>
            {draft.files.map(({ filename }, index) => (
              <label
                key={index}
                className="grid min-h-12 cursor-pointer grid-cols-[auto_minmax(0,1fr)] items-center gap-3"
              >
                <input type="checkbox" name="without" value={filename} className="size-6 accent-accent" />
                <span className="break-all">{t('removeFile', { name: filename })}</span>
              </label>
            ))}
          </fieldset>
        ) : null}
        <FileField
          multiple
          name="files"
          label={t('filesLabel')}
          hint={files('filesHint', { count: MOST_FILES })}
          accept={ACCEPTED_FILES}
        />
        <div>
          <SubmitButton>{t('preview')}</SubmitButton>
        </div>
      </AppForm>
    </Sheet>
  );
}

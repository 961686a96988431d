import { AppForm } from '@/app/_forms/app-form';
import { SubmitButton } from '@/components/ui/form';
import { LongTextField } from '@/components/ui/long-text-field';
import { SelectField } from '@/components/ui/select-field';
import { Sheet } from '@/components/ui/sheet';
import { getTranslations } from '@/lib/i18n/server';
import { untouched } from '@/lib/kernel/form';
import { STAFF_MOVES } from '@/lib/messages/rules/states';
import type { StaffCase } from '@/lib/messages/staff/queries';
import { assignCaseAction, moveCaseAction, noteCaseAction, takeCaseAction } from '../actions';

/** Who has the case, and who is to have it. */
export async function AssignSheet({
  found,
  people,
  me,
}: {
  found: StaffCase;
  people: readonly string[];
  me: string;
}) {
  const t = await getTranslations('office-messages');
  const { ref, assignedTo } = found;
  return (
    <Sheet title={t('case.assign')} id="assign">
      {assignedTo === me ? null : (
        <AppForm action={takeCaseAction} name="take">
          <input type="hidden" name="ref" value={ref} />
          <SubmitButton wide>{t('case.take')}</SubmitButton>
        </AppForm>
      )}
      <AppForm action={assignCaseAction} name="assign" initial={untouched({ to: assignedTo ?? '' })}>
        <input type="hidden" name="ref" value={ref} />
        <SelectField
          name="to"
          label={t('case.assignTo')}
          options={[
            { value: '', label: t('case.assignNobody') },
            ...people.map(email => ({
              value: email,
              label: email === me ? t('case.me', { email }) : email,
            })),
          ]}
        />
        <SubmitButton look="quiet">{t('case.assignSubmit')}</SubmitButton>
      </AppForm>
    </Sheet>
  );
}

/** Where the case may be moved by hand. */
export async function StateSheet({ found }: { found: StaffCase }) {
  const t = await getTranslations('office-messages');
  return (
    <Sheet title={t('case.move')} id="move">
      <AppForm action={moveCaseAction} name="move">
        <input type="hidden" name="ref" value={found.ref} />
        <SelectField
          name="state"
          label={t('case.moveTo')}
          options={STAFF_MOVES[found.state].map(state => ({ value: state, label: t(`state.${state}`) }))}
        />
        <SubmitButton look="quiet">{t('case.moveSubmit')}</SubmitButton>
      </AppForm>
    </Sheet>
  );
}

export async function NoteSheet({ found }: { found: StaffCase }) {
  const t = await getTranslations('office-messages.case');
  return (
    <Sheet title={t('noteTitle')} id="note">
      <AppForm action={noteCaseAction} name="note">
        <input type="hidden" name="ref" value={found.ref} />
        <LongTextField name="text" label={t('noteText')} hint={t('noteHint')} rows={3} />
        <div>
          <SubmitButton look="quiet">{t('noteSubmit')}</SubmitButton>
        </div>
      </AppForm>
    </Sheet>
  );
}

import { AppForm } from '@/app/_forms/app-form';
import { SubmitButton } from '@/components/ui/form';
import { LongTextField } from '@/components/ui/long-text-field';
import type { WrappedAction } from '@/lib/auth/action';

/** The two answers to a request: yes, or no with a reason that whoever asked is told. */
export function DecisionForms({
  request,
  yes,
  no,
}: {
  request: string;
  yes: { name: string; action: WrappedAction; lead: string; submit: string };
  no: { action: WrappedAction; reason: string; hint: string; submit: string };
}) {
  return (
    <div className="grid items-start gap-8 md:grid-cols-2">
      <AppForm action={yes.action} name={`${yes.name}-${request}`}>
        <p>{yes.lead}</p>
        <input type="hidden" name="ref" value={request} />
        <div>
          <SubmitButton>{yes.submit}</SubmitButton>
        </div>
      </AppForm>
      <AppForm action={no.action} name={`refuse-${request}`}>
        <input type="hidden" name="ref" value={request} />
        <LongTextField name="reason" label={no.reason} hint={no.hint} />
        <div>
          <SubmitButton look="danger">{no.submit}</SubmitButton>
        </div>
      </AppForm>
    </div>
  );
}

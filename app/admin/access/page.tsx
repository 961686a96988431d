import type { Metadata } from 'next';
import { AppForm } from '@/app/_forms/app-form';
import { Badge } from '@/components/ui/badge';
import { DefinitionList } from '@/components/ui/definition-list';
import { SubmitButton } from '@/components/ui/form';
import { TextLink } from '@/components/ui/link';
import { LongTextField } from '@/components/ui/long-text-field';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { waitingAccessRequests } from '@/lib/accounts/lost-mailbox/queries';
import { requireStaff } from '@/lib/auth/guards';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { grantAccessAction, refuseAccessAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office-access'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** People who lost the mailbox of their account, the longest waiting first. */
export default async function AccessPage({ searchParams }: Props) {
  await requireStaff('customers.manage');
  const waiting = await waitingAccessRequests();
  const [t, locale, { done }] = [
    await getTranslations('office-access'),
    await getLocale(),
    await searchParams,
  ];
  const today = dayOf(new Date());
  return (
    <div className="grid max-w-[56rem] grid-cols-1 gap-6">
      <PageTitle>{t('title')}</PageTitle>
      {done === 'granted' || done === 'refused' ? (
        <Notice tone="good" role="status">
          <p>{t(`done.${done}`)}</p>
        </Notice>
      ) : null}
      <p>{t('lead')}</p>
      {waiting.length === 0 ? <p className="font-semibold">{t('none')}</p> : null}
      {waiting.map(({ ref, email, customerNumber, name, dueOn }) => (
        <Sheet key={ref} title={t('request', { ref })} id={`request-${ref}`}>
          <DefinitionList
            rows={[
              [
                t('customer'),
                <TextLink key="c" href={`/admin/customers/${encodeURIComponent(customerNumber)}`}>
                  {name}, {customerNumber}
                </TextLink>,
              ],
              [t('email'), <strong key="e">{email}</strong>],
              [
                t('due'),
                dueOn < today ? (
                  <Badge key="d" tone="bad">
                    {formatDay(dueOn, locale)}
                  </Badge>
                ) : (
                  formatDay(dueOn, locale)
                ),
              ],
            ]}
          />
          <div className="grid items-start gap-8 md:grid-cols-2">
            <AppForm action={grantAccessAction} name={`grant-${ref}`}>
              <p>{t('grant.lead')}</p>
              <input type="hidden" name="ref" value={ref} />
              <div>
                <SubmitButton>{t('grant.submit')}</SubmitButton>
              </div>
            </AppForm>
            <AppForm action={refuseAccessAction} name={`refuse-${ref}`}>
              <input type="hidden" name="ref" value={ref} />
              <LongTextField name="reason" label={t('refuse.reason')} hint={t('refuse.hint')} />
              <div>
                <SubmitButton look="danger">{t('refuse.submit')}</SubmitButton>
              </div>
            </AppForm>
          </div>
        </Sheet>
      ))}
    </div>
  );
}

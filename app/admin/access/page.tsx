import type { Metadata } from 'next';
import { Badge } from '@/components/ui/badge';
import { DefinitionList } from '@/components/ui/definition-list';
import { TextLink } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { waitingAccessRequests } from '@/lib/accounts/lost-mailbox/queries';
import { requireStaff } from '@/lib/auth/guards';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { DecisionForms } from '../decision-forms';
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
          <DecisionForms
            request={ref}
            yes={{
              name: 'grant',
              action: grantAccessAction,
              lead: t('grant.lead'),
              submit: t('grant.submit'),
            }}
            no={{
              action: refuseAccessAction,
              reason: t('refuse.reason'),
              hint: t('refuse.hint'),
              submit: t('refuse.submit'),
            }}
          />
        </Sheet>
      ))}
    </div>
  );
}

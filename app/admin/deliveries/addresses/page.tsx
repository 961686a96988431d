import type { Metadata, Route } from 'next';
import { AppForm } from '@/app/_forms/app-form';
import { SubmitButton } from '@/components/ui/form';
import { Choices } from '@/components/ui/choices';
import { TextLink } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Pager } from '@/components/ui/pager';
import { Table } from '@/components/ui/table';
import { requireStaff } from '@/lib/auth/guards';
import { may } from '@/lib/auth/permissions';
import { blockedAddresses } from '@/lib/delivery/staff/queries';
import { mayFree } from '@/lib/delivery/staff/rules';
import { getTranslations } from '@/lib/i18n/server';
import { freeAddressAction } from '../actions';
import { deliveryNames } from '../names';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office-deliveries.addresses'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const PAGE = 30;

/** Addresses and numbers that came back, with whose they are and what to do about each. */
export default async function BlockedAddressesPage({ searchParams }: Props) {
  const actor = await requireStaff('deliveries.see');
  const { channel: asked, skip, done } = await searchParams;
  const channel = (['email', 'sms'] as const).find(one => one === asked) ?? null;
  const offset = typeof skip === 'string' && /^\d{1,6}$/.test(skip) ? Number(skip) : 0;
  const [t, names] = [await getTranslations('office-deliveries'), await deliveryNames()];
  const found = await blockedAddresses(actor, { channel, offset, limit: PAGE + 1 });
  const rows = found.slice(0, PAGE);
  const frees = may(actor.role, 'deliveries.manage');
  const address = (more: Record<string, string>) => {
    const query = new URLSearchParams(more).toString();
    return `/admin/deliveries/addresses${query ? `?${query}` : ''}` as Route;
  };
  const of: Record<string, string> = channel ? { channel } : {};
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle back={{ href: '/admin/deliveries' as Route, label: t('back') }} note={t('addresses.lead')}>
        {t('addresses.title')}
      </PageTitle>
      {done === 'freed' ? (
        <Notice tone="good" role="status">
          <p>{t('done.freed')}</p>
        </Notice>
      ) : null}
      <Choices
        label={t('filter.channel')}
        choices={[
          { label: t('filter.anyChannel'), href: address({}), chosen: channel === null },
          ...(['email', 'sms'] as const).map(one => ({
            label: t(`channel.${one}`),
            href: address({ channel: one }),
            chosen: channel === one,
          })),
        ]}
      />
      {rows.length === 0 ? (
        <p>{t('addresses.empty')}</p>
      ) : (
        <Table
          caption={t('addresses.caption')}
          rows={rows.map((row, index) => ({ ...row, index }))}
          rowKey={({ index }) => String(index)}
          columns={[
            {
              key: 'address',
              head: t('addresses.address'),
              main: true,
              cell: ({ recipient }) => <span className="break-all">{recipient}</span>,
            },
            {
              key: 'who',
              head: t('addresses.who'),
              cell: ({ customers, inUse }) =>
                customers.length > 0
                  ? customers.join(', ')
                  : t(inUse ? 'addresses.noCustomer' : 'addresses.unused'),
            },
            { key: 'why', head: t('addresses.why'), cell: ({ reason }) => names.reason(reason) },
            { key: 'since', head: t('addresses.since'), cell: ({ since }) => names.at(since) },
            {
              key: 'todo',
              head: t('addresses.todo'),
              cell: ({ reason, inUse, ref, channel: own, recipient, index }) => (
                <span className="grid grid-cols-1 justify-items-start gap-2">
                  {inUse ? <span>{t(`addresses.todos.${reason}`)}</span> : null}
                  {ref ? (
                    <TextLink href={`/admin/deliveries/${ref}`}>{t('addresses.message')}</TextLink>
                  ) : null}
                  {frees && mayFree(reason) ? (
                    <AppForm action={freeAddressAction} name={`free-${index}`}>
                      <input type="hidden" name="channel" value={own} />
                      <input type="hidden" name="recipient" value={recipient} />
                      <SubmitButton look="quiet">
                        {t('addresses.free')} <span className="sr-only">{recipient}</span>
                      </SubmitButton>
                    </AppForm>
                  ) : null}
                </span>
              ),
            },
          ]}
        />
      )}
      <Pager
        label={t('pages')}
        previous={offset > 0 ? { href: address(of), label: t('newest') } : null}
        next={
          found.length > PAGE
            ? { href: address({ ...of, skip: String(offset + PAGE) }), label: t('older') }
            : null
        }
      />
    </div>
  );
}

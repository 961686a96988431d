import type { CsvName } from './files';
import { countsOf, rejectDuplicates, rejectUnknown } from './merge';
import type { Counts } from './report';
import type { Run } from './staging';

/**
 * What the portal's users decide: accounts, consents and preferences are inserted only. What is there already
 * counts as unchanged, whatever the package says.
 */
async function judged(run: Run, name: CsvName, insert: () => Promise<number>): Promise<Counts> {
  await rejectDuplicates(run, name);
  await rejectUnknown(run, name);
  const inserted = await insert();
  return countsOf(run, run.staged.get(name)!, inserted, 0);
}

/** Accounts brought over: without a password, the phone taken as verified, linked to their customer. */
export const mergeAccounts = (run: Run): Promise<Counts> =>
  judged(run, 'accounts.csv', async () => {
    const now = run.now.toISOString();
    await run.tx.unsafe(
      `with made as (
       insert into accounts (email, phone, phone_verified_at, locale, created_at)
       select distinct on (s.email) s.email, s.phone,
              case when s.phone is not null then $1::timestamptz end, coalesce(s.locale, 'pl'), $1::timestamptz
         from in_accounts s where not s.bad order by s.email, s.phone is null, s.line
       on conflict (email) do nothing returning id)
       insert into import_before (import_id, kept, row_id) select ${run.importId}, 'accounts', id from made`,
      [now],
    );
    const links = await run.tx.unsafe(
      `insert into account_customers (account_id, customer_id, source, created_at)
       select a.id, c.id, 'import', $1::timestamptz
         from in_accounts s join accounts a on a.email = s.email
         join customers c on c.customer_number = s.customer_number
        where not s.bad
       on conflict do nothing`,
      [now],
    );
    return links.count;
  });

/**
 * Consents given before the portal: an acceptance and, where it was taken back, a withdrawal, as events of the
 * ledger. A decision that the portal or staff recorded on the same day or earlier is newer knowledge than the
 * billing system's and wins.
 */
export const mergeConsents = (run: Run): Promise<Counts> =>
  judged(run, 'e_invoice_consents.csv', async () => {
    const [row] = await run.tx.unsafe<{ lines: string }[]>(
      `with events as (
         select s.line, c.id as customer_id, e.action, e.day, s.channel, s.delivery, s.email
           from in_e_invoice_consents s join customers c using (customer_number),
                lateral (values ('accepted', s.accepted_on), ('withdrawn', s.withdrawn_on)) as e (action, day)
          where not s.bad and e.day is not null
            and not exists (select from e_invoice_consents d
                  where d.customer_id = c.id and d.source <> 'import' and d.effective_on <= e.day)),
       added as (
         insert into e_invoice_consents
                (customer_id, action, effective_on, recorded_at, channel, source, delivery, email)
         select customer_id, action, day, $1::timestamptz, channel, 'import',
                case action when 'accepted' then delivery end, case action when 'accepted' then email end
           from events order by line, action
         on conflict (customer_id, action, effective_on) where source = 'import' do nothing
         returning customer_id, action, effective_on)
       select count(distinct line) as lines
         from events e join added a on (a.customer_id, a.action, a.effective_on) = (e.customer_id, e.action, e.day)`,
      [run.now.toISOString()],
    );
    return Number(row?.lines ?? 0);
  });

export const mergePreferences = (run: Run): Promise<Counts> =>
  judged(run, 'notification_preferences.csv', async () => {
    const added = await run.tx.unsafe(
      `insert into notification_preferences (customer_id, kind, channel, enabled, decided_at, source)
       select c.id, s.kind, s.channel, s.enabled, $1::timestamptz, 'import'
         from in_notification_preferences s join customers c using (customer_number)
        where not s.bad
       on conflict do nothing`,
      [run.now.toISOString()],
    );
    return added.count;
  });

import { expect, test } from '@playwright/test';
import postgres from 'postgres';
import { demoSignIn, signIn } from './support';

const SWAPS = 1_000;
/** At once, so that the run stays short. */
const ABREAST = 8;

/** Where an address holds an identifier of somebody's. One line a route; the matrix has those with `[…]`. */
const addresses: Record<'invoice' | 'meter', readonly ((id: string) => string)[]> = {
  invoice: [ref => `/invoices/${ref}`, ref => `/invoices/${ref}/pdf`, ref => `/invoices/${ref}/due.ics`],
  meter: [
    serial => `/consumption/csv?meter=${encodeURIComponent(serial)}&from=2026-01-01&to=2026-02-01&step=total`,
  ],
};

/** A page or message without what differs from one answer to the next. */
const bare = (text: string, id: string) =>
  text
    .replace(/<script.*?<\/script>/gs, '')
    .replace(/nonce="[^"]*"/g, '')
    .replaceAll(id, 'ID')
    .replaceAll(encodeURIComponent(id), 'ID');

test(`${SWAPS} addresses with somebody else's numbers answer as numbers that do not exist`, async ({
  page,
}) => {
  test.setTimeout(180_000);
  const { email, ...rest } = demoSignIn();
  await signIn(page, { email, ...rest });
  const sql = postgres(process.env.E2E_DATABASE_URL ?? '', { max: 1 });
  const own = sql`select ac.customer_id from account_customers ac join accounts a on a.id = ac.account_id
    where a.email = ${email}`;
  const foreign = {
    invoice: (
      await sql<{ id: string }[]>`
      select ref as id from invoices where customer_id not in (${own}) order by md5(ref) limit 400`
    ).map(r => r.id),
    meter: (
      await sql<{ id: string }[]>`
      select m.serial_number as id from meters m
      where not exists (select 1 from contracts k where k.service_point_id = m.service_point_id
        and k.customer_id in (${own}))
      order by md5(m.serial_number) limit 400`
    ).map(r => r.id),
  };
  await sql.end();

  const requests = (['invoice', 'meter'] as const).flatMap(kind =>
    addresses[kind].flatMap((address, index) =>
      foreign[kind].map(id => ({ kind, index, id, path: address(id) })),
    ),
  );
  // In an order of its own, so that every kind is among the first thousand.
  const picked = requests
    .map((request, at) => ({ request, at: (at * 7_919) % requests.length }))
    .sort((a, b) => a.at - b.at)
    .slice(0, SWAPS)
    .map(({ request }) => request);
  expect(picked.length).toBe(SWAPS);

  const none = new Map<string, string>();
  for (const kind of ['invoice', 'meter'] as const) {
    for (const [index, address] of addresses[kind].entries()) {
      const answer = await page.request.get(address('0000000000'), { maxRedirects: 0 });
      expect(answer.status(), address('0000000000')).toBe(404);
      none.set(`${kind} ${index}`, bare(await answer.text(), '0000000000'));
    }
  }
  const opened: string[] = [];
  const work = async () => {
    for (let next = picked.pop(); next; next = picked.pop()) {
      const answer = await page.request.get(next.path, { maxRedirects: 0 });
      const same = bare(await answer.text(), next.id) === none.get(`${next.kind} ${next.index}`);
      if (answer.status() !== 404 || !same) opened.push(`${answer.status()} ${next.path}`);
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, work));
  expect(opened).toEqual([]);
});

import { createCipheriv, createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';
import postgres from 'postgres';
import { newestMail } from './registration';

const SECRET = process.env.E2E_AUTH_SECRET ?? '';

let made = 0;

/** Of a range that nobody has; never used before. */
export const freshPhone = (): string =>
  `499${String((Date.now() + ++made * 7919) % 1_000_000).padStart(6, '0')}`;

/** The code of the newest SMS to a Polish number, e.g. `600123456`. */
export async function smsCode(page: Page, phone: string): Promise<string> {
  const { mail, text } = await newestMail(page, `+48${phone}`);
  await mail.close();
  const code = /(\d{6}) to kod/.exec(text)?.[1];
  if (!code) throw new Error(`no code in the SMS to ${phone}:\n${text}`);
  return code;
}

async function withSql<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(process.env.E2E_DATABASE_URL ?? '', { max: 1 });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

const idsOf = (sql: postgres.Sql, email: string) =>
  sql<{ account: number; customer: number }[]>`
    select a.id::int as account, ac.customer_id::int as customer
    from accounts a join account_customers ac on ac.account_id = a.id where a.email = ${email}`;

/** The path of the link that switches mails of a kind off, as lib/notifications/unsubscribe/token.ts makes it. */
export async function unsubscribePath(email: string, kind: string): Promise<string> {
  const [ids] = await withSql(sql => idsOf(sql, email));
  const key = (use: string) => createHmac('sha256', SECRET).update(`unsubscribe ${use}`).digest();
  const plain = `${ids!.account}.${ids!.customer}.${kind}`;
  const tag = createHmac('sha256', key('sign')).update(plain).digest().subarray(0, 16);
  const cipher = createCipheriv('aes-256-ctr', key('seal'), tag);
  return `/unsubscribe/${Buffer.concat([tag, cipher.update(plain), cipher.final()]).toString('base64url')}`;
}

/** Writes messages as if they had been sent to an account, the newest last. */
export async function sentTo(
  email: string,
  messages: readonly {
    kind: string;
    channel: 'email' | 'sms';
    state: string;
    reason?: string;
    text: string;
  }[],
): Promise<void> {
  await withSql(async sql => {
    const [ids] = await idsOf(sql, email);
    for (const [index, { kind, channel, state, reason, text }] of messages.entries())
      await sql`
        insert into outbox (kind, entity, occurrence, channel, recipient, account_id, customer_id, locale, subject,
          body_text, state, reason)
        values (${kind}, ${`test:${email}:${index}`}, '1', ${channel}, ${channel === 'sms' ? '+48499000000' : email},
          ${ids!.account}, ${ids!.customer}, 'pl', ${channel === 'sms' ? null : `Temat ${index}`}, ${text}, ${state},
          ${reason ?? null})`;
  });
}

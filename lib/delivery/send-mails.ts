import 'server-only';
import { randomUUID } from 'node:crypto';
import { readAttachments } from './attachments';
import { claimMails, type Claim } from './claim-mail';
import { envelopesOf, type Envelope } from './envelopes';
import { persistently } from './persist';
import { giveMailRateBack, mailSender, sendMails, takeMailRate, type MailPayload } from './resend';
import { CALL_ROOM_MS, LEASE_SECONDS } from './rules/retry';
import type { Run } from './run';
import { settleMails, settleWithoutAttachment, type Settled } from './settle-mail';
import { applyWaiting } from './webhooks/apply';

/** Sends mails until none is due or the run is over; several of these work at once. */
export async function mailLane(run: Run): Promise<void> {
  const sender = mailSender();
  if (!sender) return;
  while (!run.isOver()) {
    // The rate is asked first: what waits for it holds no lease.
    const wait = takeMailRate();
    if (wait > 0) {
      if (!(await run.rest(wait))) return;
      continue;
    }
    let next: Claim | undefined;
    const token = randomUUID();
    try {
      next = await claim(run, token, sender);
    } finally {
      if (next !== 'leased') giveMailRateBack();
    }
    if (next === 'nothing') return;
    if (next === 'moved') continue;
    if (next !== 'leased') {
      if (next.waitMs === undefined || !(await run.rest(next.waitMs))) return;
      continue;
    }
    const until = performance.now() + LEASE_SECONDS * 1000;
    const envelopes = await persistently(() => envelopesOf(token), until);
    if (envelopes.length === 0) giveMailRateBack();
    await Promise.all(envelopes.map((envelope, place) => deliver(run, token, envelope, place, until)));
  }
}

/** The commit's answer may be lost while the claim stands: then the rows are found by their token. */
async function claim(run: Run, token: string, sender: string): Promise<Claim> {
  let again = false;
  return persistently(async () => {
    if (again && (await envelopesOf(token)).length > 0) return 'leased';
    again = true;
    return claimMails({ token, kinds: run.kinds, hooks: run.hooks, now: run.now() }, sender);
  }, run.until);
}

async function deliver(run: Run, token: string, envelope: Envelope, place: number, until: number) {
  const settlement = { token, envelope, hooks: run.hooks, now: run.now() };
  const alone = envelope.mails.length === 1 && envelope.mails[0]!.goesAlone;
  const settle = (work: () => Promise<Settled>) => persistently(work, until).then(run.count);
  let payload: MailPayload[];
  try {
    payload = await payloadOf(envelope);
  } catch {
    if (place === 0) giveMailRateBack();
    return settle(() => settleWithoutAttachment(settlement));
  }
  // The first one has its place in the rate already.
  for (let wait = place === 0 ? 0 : takeMailRate(); wait > 0; wait = takeMailRate()) {
    await new Promise(resolve => setTimeout(resolve, wait));
  }
  // Whoever slept, or waited for the rate, leaves it to the others: the lease runs out, and the key is the same.
  if (performance.now() > until - CALL_ROOM_MS) return giveMailRateBack();
  const answer = await sendMails(payload, alone ? envelope.mails[0]!.ref : envelope.batchId, alone);
  await settle(() => settleMails(settlement, answer));
  if (answer.kind === 'taken')
    await persistently(() => applyWaiting(run.hooks, run.now(), answer.providerIds), until);
}

const payloadOf = ({ mails, sender }: Envelope): Promise<MailPayload[]> =>
  Promise.all(
    mails.map(async mail => ({
      from: sender,
      to: mail.recipient,
      subject: mail.subject ?? '',
      text: mail.bodyText,
      html: mail.bodyHtml ?? undefined,
      headers: mail.headers,
      ref: mail.ref,
      attachments: mail.goesAlone ? await readAttachments(mail.id) : undefined,
    })),
  );

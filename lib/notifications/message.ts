import 'server-only';
import type { Connection } from '@/db/client';
import type { MessageToSend } from '@/lib/delivery/commands';
import { addDays, dayOf, startOfDay } from '@/lib/kernel/dates';
import { KINDS } from './kinds';
import { fillMail } from './mail-template';
import { smsText } from './sms-text';
import { sourceOf } from './sources';
import type { Addressee, ScannedKind, Subject } from './subjects/subject';
import { unsubscribeHeaders } from './unsubscribe/token';

/** A message of one kind to one addressee, its text as it will stay (N1). */
export async function messageOf(
  connection: Connection,
  kind: ScannedKind,
  subject: Subject<never>,
  to: Addressee,
  now: Date,
): Promise<MessageToSend> {
  const source = sourceOf(kind);
  const said = await source.say(subject.facts, to, connection, subject, now);
  const until = source.until(subject.occurrence, dayOf(now));
  const row = {
    kind,
    entity: `${KINDS[kind].entity}:${subject.entityId}`,
    occurrence: subject.occurrence,
    channel: to.channel,
    recipient: to.recipient,
    accountId: to.accountId,
    customerId: to.customerId,
    locale: to.locale,
    expiresAt: startOfDay(addDays(until, 1)),
  };
  if (to.channel === 'sms') return { ...row, text: smsText(kind, said.sms, to.locale) };
  const mail = await fillMail(kind, said.mail, to.locale);
  const target = { accountId: to.accountId, customerId: to.customerId, kind };
  return { ...row, ...mail, ...(KINDS[kind].optional && { headers: unsubscribeHeaders(target) }) };
}

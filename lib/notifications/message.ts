import 'server-only';
import type { Connection } from '@/db/client';
import type { MessageToSend } from '@/lib/delivery/commands';
import { addDays, dayOf, startOfDay, type Day } from '@/lib/kernel/dates';
import type { CurrentUtility } from '@/lib/settings/declared';
import { KINDS, leadsOf } from './kinds';
import { fillMail } from './mail-template';
import { lastDayOf, readOccurrence } from './rules';
import { smsText } from './sms-text';
import { sourceOf } from './sources';
import type { Addressee, ScannedKind, Subject } from './subjects/subject';
import { unsubscribeHeaders } from './unsubscribe/token';

/** Last day on which an occurrence is worth sending. */
function lastDay(kind: ScannedKind, occurrence: string, today: Day, current: CurrentUtility): Day {
  switch (KINDS[kind].deadline) {
    case 'catchUp':
      return addDays(today, current.notifications.catchUpDays);
    case 'window':
      return occurrence.split(':')[1] as Day;
    case 'date': {
      const told = readOccurrence(occurrence);
      return told ? lastDayOf(told.on, told.lead, leadsOf(kind, current)) : today;
    }
  }
}

/** A message of one kind to one addressee, its text as it will stay (N1). */
export async function messageOf(
  connection: Connection,
  kind: ScannedKind,
  subject: Subject<never>,
  to: Addressee,
  now: Date,
  current: CurrentUtility,
): Promise<MessageToSend> {
  const said = await sourceOf(kind).say(subject.facts, to, connection, subject, now);
  const until = lastDay(kind, subject.occurrence, dayOf(now), current);
  const row = {
    kind,
    entity: `${KINDS[kind].entity}:${subject.entityId}`,
    occurrence: subject.occurrence,
    channel: to.channel,
    recipient: to.recipient,
    accountId: to.accountId,
    customerId: to.customerId,
    locale: to.locale,
    expiresAt: said.expiresAt ?? startOfDay(addDays(until, 1)),
  };
  if (to.channel === 'sms') return { ...row, text: smsText(kind, said.sms, to.locale) };
  const mail = await fillMail(kind, said.mail, to.locale);
  const target = { accountId: to.accountId, customerId: to.customerId, kind };
  return { ...row, ...mail, ...(KINDS[kind].optional && { headers: unsubscribeHeaders(target) }) };
}

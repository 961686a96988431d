import 'server-only';
import { utility } from '@/lib/utility';
import type { TimeLimit } from './rules/deadlines';
import { kindRule, type MessageKind } from './rules/kinds';

/** Within what this utility promises an answer; null: it promises none. */
export function answerLimit(kind: MessageKind): TimeLimit | null {
  const configured = utility().messages.answer[kind];
  return configured === undefined ? kindRule(kind).answer : configured;
}

/** How soon a message of this kind should come, and after what. */
export function sendingLimit(
  kind: MessageKind,
): { after: 'invoice' | 'occurredOn'; within: TimeLimit } | null {
  const { sent } = kindRule(kind);
  return sent && { ...sent, within: utility().messages.sent[kind] ?? sent.within };
}

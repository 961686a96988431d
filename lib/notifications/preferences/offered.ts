import { KIND_NAMES, type NotificationKind } from '../kinds';

/** Kinds that stand in the table before anything sends them: a box that does nothing would be a false promise. */
const NOT_SENT_YET: ReadonlySet<NotificationKind> = new Set(['service_announcement', 'leak_hint']);

/** The kinds that customers choose, in the order in which they see them. */
export const OFFERED_KINDS = KIND_NAMES.filter(kind => !NOT_SENT_YET.has(kind));

import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { Connection } from '@/db/client';
import { areasJson, customersIn } from '@/lib/announcements/queries';
import type { Area } from '@/lib/announcements/rules';
import { areaLine, inLanguage, momentLine } from '@/lib/announcements/text';
import { translator } from '@/lib/i18n/translator';
import { dayOf, formatTime } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import { unsubscribeUrl } from '../unsubscribe/token';
import { smsDay } from './sms-day';
import { cancelled, entityIdOf, expired, idsParam, type Source } from './subject';

interface Facts {
  readonly ref: string;
  readonly kind: 'failure' | 'planned';
  readonly titlePl: string;
  readonly titleEn: string | null;
  readonly causePl: string;
  readonly causeEn: string | null;
  /** instants as ISO text */
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly tanker: string | null;
  readonly areas: readonly Area[];
  /** the newest news, where this is about them */
  readonly updatePl: string | null;
  readonly updateEn: string | null;
}

/** Not oftener than this a customer is told, unless it is an emergency (issue of the contact pages). */
const QUIET = "interval '1 hour'";

/** The news that are told: those that move the end, and all of an emergency. */
const TOLD = sql.raw(`(select u.id, u.text_pl, u.text_en from announcement_updates u
  where u.announcement_id = a.id and (u.ends_at is not null or a.emergency) order by u.id desc limit 1)`);

const occurrence = sql.raw(`case when u.id is null then '1' else 'update:' || u.id end`);

const live = (now: Date): SQL => sql`a.published_at <= ${now.toISOString()}::timestamptz
  and coalesce(least(a.ended_at, a.ends_at), 'infinity') > ${now.toISOString()}::timestamptz`;

const facts = sql`json_build_object('ref', a.ref, 'kind', a.kind, 'titlePl', a.title_pl, 'titleEn', a.title_en,
  'causePl', a.cause_pl, 'causeEn', a.cause_en, 'startsAt', a.starts_at, 'endsAt', a.ends_at, 'tanker', a.tanker,
  'areas', ${areasJson}, 'updatePl', u.text_pl, 'updateEn', u.text_en)`;

/** Which customers each live announcement concerns, as rows to join. */
async function concerned(connection: Connection, now: Date): Promise<string> {
  const found = await connection.execute<{ id: string; areas: readonly Area[] }>(
    sql`select a.id::text, ${areasJson} as areas from announcements a where ${live(now)}`,
  );
  const customers = await customersIn(
    connection,
    found.map(({ areas }) => areas),
    dayOf(now),
  );
  const pairs = found.flatMap(({ id }, index) =>
    [...customers[index]!].map(customer => ({ announcement: Number(id), customer })),
  );
  return JSON.stringify(pairs);
}

/**
 * A failure or planned work is published, or its expected end moves: once each, to the customers whose service
 * points lie in it. Of several that wait for one customer the newest goes first, the others an hour later; an
 * emergency waits for nothing. What ends before its turn is never told.
 */
export const serviceAnnouncement: Source<'service_announcement', Facts> = {
  kind: 'service_announcement',
  due: async (_today, connection, now) => {
    const pairs = await concerned(connection, now);
    if (pairs === '[]') return null;
    const told = sql`x.kind = 'service_announcement' and x.customer_id = c.customer
      and x.state <> 'cancelled'`;
    return sql`
      select w.entity_id, w.customer_id, w.occurrence, w.facts from (
        select a.id as entity_id, c.customer as customer_id, ${occurrence} as occurrence, ${facts} as facts, a.emergency,
          row_number() over (partition by c.customer, a.emergency order by a.kind, a.published_at desc, a.id desc) as place
        from announcements a join json_to_recordset(${pairs}::text::json) as c(announcement bigint, customer bigint)
            on c.announcement = a.id
          left join lateral ${TOLD} u on true
        where ${live(now)}
          -- told of already: it must not take the turn of another
          and (a.emergency or not exists (select from outbox x where ${told}
            and x.entity = 'announcement:' || a.id and x.occurrence = ${occurrence}
            and x.created_at <= ${now.toISOString()}::timestamptz - ${sql.raw(QUIET)}))
          and (a.emergency or not exists (select from outbox x where ${told}
            and (x.entity <> 'announcement:' || a.id or x.occurrence <> ${occurrence})
            and x.created_at > ${now.toISOString()}::timestamptz - ${sql.raw(QUIET)}))
      ) w where w.emergency or w.place = 1`;
  },
  of: ids => sql`
    select a.id as entity_id, c.id as customer_id, ${occurrence} as occurrence, ${facts} as facts
    from announcements a cross join customers c left join lateral ${TOLD} u on true
    where a.id = any(${idsParam(ids)})`,
  say: (told, to) => {
    const { locale } = to;
    const t = translator(locale, 'announcements');
    const starts = new Date(told.startsAt);
    const ends = told.endsAt === null ? null : new Date(told.endsAt);
    const update =
      told.updatePl === null ? '' : inLanguage({ pl: told.updatePl, en: told.updateEn }, locale).text;
    return {
      mail: {
        variant: [told.kind, told.tanker && 'tanker', update && 'update'].filter(Boolean).join(' '),
        title: inLanguage({ pl: told.titlePl, en: told.titleEn }, locale).text,
        cause: inLanguage({ pl: told.causePl, en: told.causeEn }, locale).text,
        where: told.areas.map(area => areaLine(area, t)).join('; '),
        starts: momentLine(starts, locale),
        ends: ends === null ? t('endUnknown') : momentLine(ends, locale),
        tanker: told.tanker ?? '',
        update,
        announcementRef: told.ref,
        unsubscribeUrl: unsubscribeUrl({ ...to, kind: 'service_announcement' }),
      },
      sms: {
        variant: told.kind,
        place: told.areas.map(area => areaLine(area, t)).join('; '),
        starts: smsMoment(starts, locale),
        ends: ends === null ? t('endUnknown') : smsMoment(ends, locale),
        announcementRef: told.ref,
      },
      ...(ends && { expiresAt: ends }),
    };
  },
  judge: async (connection, messages, today, now) => {
    const found = await connection.execute<{
      id: string;
      live: boolean;
      told: string;
      areas: readonly Area[];
    }>(sql`
      select a.id::text, (${live(now)}) as live, ${occurrence} as told, ${areasJson} as areas
      from announcements a left join lateral ${TOLD} u on true
      where a.id = any(${idsParam(messages.map(entityIdOf))})`);
    const customers = await customersIn(
      connection,
      found.map(({ areas }) => areas),
      today,
      messages.flatMap(({ customerId }) => (customerId === null ? [] : [customerId])),
    );
    const known = new Map(
      found.map((row, index) => [Number(row.id), { ...row, customers: customers[index]! }]),
    );
    return new Map(
      messages.flatMap(message => {
        const own = known.get(entityIdOf(message));
        const withdrawn = !own
          ? cancelled('changed')
          : !own.live
            ? expired
            : own.told !== message.occurrence
              ? cancelled('superseded')
              : message.customerId !== null && !own.customers.has(message.customerId)
                ? cancelled('changed')
                : null;
        return withdrawn ? [[message.id, withdrawn] as const] : [];
      }),
    );
  },
};

/** `22.11.2026 14:30` */
const smsMoment = (instant: Date, locale: Locale): string =>
  `${smsDay(dayOf(instant), locale)} ${formatTime(instant)}`;

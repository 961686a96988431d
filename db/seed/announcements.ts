import type postgres from 'postgres';
import { startOfDay, type Day } from '../../lib/kernel/dates';
import * as schema from '../schema';
import { addDays } from './calendar';
import { copyInto } from './copy';
import type { Address } from './places';

/** Tables whose ids are given here, and whose sequences must go on behind them. */
export const ANNOUNCEMENT_TABLES = ['announcements', 'announcement_updates'] as const;

/**
 * A failure that goes on in one street, planned work that is announced, and one that has ended.
 * @param where an address of the cast: the failure is at its house
 */
export async function writeAnnouncements(
  tx: postgres.TransactionSql,
  today: Day,
  where: Pick<Address, 'city' | 'street' | 'building'>,
): Promise<void> {
  const at = (days: number, hour: number, minute = 0) =>
    new Date(startOfDay(addDays(today, days)).getTime() + (hour * 60 + minute) * 60_000);
  const none = { endedAt: null, createdBy: null, tanker: null, emergency: false };
  const street = where.street === null ? where.city : `ul. ${where.street}`;
  await copyInto(tx, schema.announcements, [
    {
      ...none,
      id: 1,
      ref: 'DEM0AWAR1A',
      kind: 'failure',
      emergency: true,
      titlePl: `Brak wody: ${street}`,
      titleEn: `No water: ${street}`,
      causePl: 'Pękła rura wodociągowa. Naprawiamy ją, do tego czasu woda jest zamknięta.',
      causeEn: 'A water main has burst. We are repairing it; until then the water is shut off.',
      startsAt: at(-1, 21, 40),
      endsAt: at(1, 18),
      tanker: `${street}, przy skrzyżowaniu`,
      publishedAt: at(-1, 21, 50),
      createdAt: at(-1, 21, 45),
    },
    {
      ...none,
      id: 2,
      ref: 'DEM0PRACE1',
      kind: 'planned',
      titlePl: 'Płukanie sieci wodociągowej w Nietoperku',
      titleEn: 'Flushing of the water mains in Nietoperek',
      causePl: 'Płuczemy sieć. Ciśnienie może być niższe, a woda przez chwilę mętna.',
      causeEn: 'We flush the mains. Pressure may be lower and the water cloudy for a while.',
      startsAt: at(5, 8),
      endsAt: at(5, 14),
      publishedAt: at(-1, 10),
      createdAt: at(-1, 9),
    },
    {
      ...none,
      id: 3,
      ref: 'DEM0DAWNA1',
      kind: 'planned',
      titlePl: 'Wymiana zasuwy przy ul. Szkolnej',
      titleEn: 'Replacement of a valve in ul. Szkolna',
      causePl: 'Wymieniamy zasuwę. W czasie prac nie będzie wody.',
      causeEn: 'We replace a valve. There is no water during the work.',
      startsAt: at(-9, 8),
      endsAt: at(-9, 13),
      publishedAt: at(-14, 9),
      createdAt: at(-14, 9),
    },
  ]);
  const whole = { fromNumber: null, toNumber: null, side: 'both' as const };
  await copyInto(tx, schema.announcementAreas, [
    {
      announcementId: 1,
      position: 0,
      city: where.city,
      street: where.street,
      fromNumber: where.building,
      toNumber: where.building,
      side: 'both',
    },
    { ...whole, announcementId: 2, position: 0, city: 'Nietoperek', street: null },
    {
      announcementId: 3,
      position: 0,
      city: 'Bobowicko',
      street: 'Szkolna',
      fromNumber: '1',
      toNumber: '35A',
      side: 'odd',
    },
  ]);
  await copyInto(tx, schema.announcementUpdates, [
    {
      id: 1,
      announcementId: 1,
      at: at(-1, 22, 30),
      textPl: 'Ekipa jest na miejscu. Znamy już miejsce pęknięcia.',
      textEn: 'Our crew is there and has found where the main burst.',
      endsAt: null,
      accountId: null,
    },
  ]);
}

import { hash } from '@node-rs/argon2';
import { startOfDay } from '../../lib/kernel/dates';
import { sha256 } from '../../lib/kernel/hash';
import type { StaffRole } from '../schema/accounts';
import { addDays } from './calendar';
import { writeAccount, type Written } from './history';
import { emailOf } from './people';
import type { World } from './property';
import type { Rows } from './rows';
import { CAST, indexOf, type Role, type State } from './cast';

/** The password of every demo sign-in; 15 characters or more, because staff have it too. */
export const DEMO_PASSWORD = 'woda-Miedzyrzecz-2026';

export interface SignIn {
  who: string;
  email: string;
  password: string;
  note: string;
}

/** The terms in force, when the database already has them. */
export interface CurrentTerms {
  id: number;
  textHash: string;
}

const STAFF: readonly { role: StaffRole; name: string; who: string; note: string }[] = [
  { role: 'administrator', name: 'Administrator', who: 'Administrator', note: 'pracownik: wszystkie strony' },
  { role: 'customer_service', name: 'BOK', who: 'Biuro Obsługi Klienta', note: 'pracownik: obsługa klienta' },
];

/**
 * Gives the personas of the cast, and two of staff, accounts that the demo password opens.
 * @param written the cast, in its order
 */
export async function writeSignIns(
  rows: Rows,
  world: World,
  written: readonly Written[],
  terms: CurrentTerms | null,
): Promise<SignIn[]> {
  const signIns: SignIn[] = [];
  for (const [index, role] of (CAST as readonly Role[]).entries()) {
    const customer = written[index];
    if (!role.persona || !customer) continue;
    const email = emailOf(role.persona.name);
    const id = await account(rows, world, email, customer.id, 200 + index);
    const { also } = role.persona;
    const second = also && written[indexOf(also.state as State)];
    if (second) {
      rows.account_customers.push({
        accountId: id,
        customerId: second.id,
        nickname: also.nickname,
        source: 'staff',
        createdAt: startOfDay(addDays(world.today, -30)),
        scope: 'all',
        endsOn: null,
        sharedBy: null,
      });
    }
    if (terms) accept(rows, world, id, terms);
    signIns.push({ who: role.persona.name, email, password: DEMO_PASSWORD, note: role.persona.note });
  }
  for (const [index, { role, name, who, note }] of STAFF.entries()) {
    const email = `${emailOf(name).split('@')[0]}@example.com`;
    const id = await account(rows, world, email, null, 400 + index);
    rows.accounts.find(row => row.id === id)!.staffRole = role;
    signIns.push({ who, email, password: DEMO_PASSWORD, note });
  }
  return signIns;
}

async function account(rows: Rows, world: World, email: string, customerId: number | null, daysAgo: number) {
  const id = writeAccount(rows, world, customerId, email, daysAgo);
  // The salt follows from the address, so that the same demo data are the same to the last byte.
  const salt = Buffer.from(sha256(`salt of ${email}`).slice(0, 32), 'hex');
  rows.accounts.find(row => row.id === id)!.passwordHash = await hash(DEMO_PASSWORD, { salt });
  return id;
}

function accept(rows: Rows, { today, counters }: World, accountId: number, terms: CurrentTerms): void {
  rows.terms_acceptances.push({
    id: counters.next('terms_acceptances'),
    accountId,
    termsId: terms.id,
    textHash: terms.textHash,
    acceptedAt: startOfDay(addDays(today, -1)),
    ip: '192.0.2.1',
  });
}

import {
  addStaff,
  assignStaffPassword,
  changeRole,
  disableStaff,
  resetStaffFactor,
} from '../lib/accounts/staff/commands';
import { STAFF_ROLES } from '../lib/accounts/staff/rules';
import { Refusal } from '../lib/kernel/refusal';
import { translator } from '../lib/i18n/translator';

const USAGE = `Usage: npm run staff -- add EMAIL --role ROLE
       npm run staff -- change-role EMAIL --role ROLE
       npm run staff -- disable EMAIL
       npm run staff -- new-password EMAIL   (works for a disabled account too, and opens it again)
       npm run staff -- reset-factor EMAIL
ROLE is one of ${STAFF_ROLES.join(', ')}.`;

const BY = null;
type Role = (typeof STAFF_ROLES)[number];
const VALID = 'one-time password, valid for 72 hours:';

/** Each verb, with what it says when it has worked; a password is the last word on standard output. */
const WITH_ROLE: Record<string, (email: string, role: Role, now: Date) => Promise<string>> = {
  add: async (email, role, now) =>
    `Account ${email} (${role}); ${VALID} ${await addStaff(BY, { email, role }, now)}`,
  'change-role': async (email, role, now) => {
    await changeRole(BY, { email, role }, now);
    return `${email} is ${role} from now on.`;
  },
};
const WITHOUT_ROLE: Record<string, (email: string, now: Date) => Promise<string>> = {
  disable: async (email, now) => {
    await disableStaff(BY, email, now);
    return `${email} can no longer sign in.`;
  },
  'new-password': async (email, now) =>
    `Account ${email}; ${VALID} ${await assignStaffPassword(BY, email, now)}`,
  'reset-factor': async (email, now) => {
    await resetStaffFactor(BY, email, now);
    return `The second factor of ${email} is removed; a new one is set up at the next sign-in.`;
  },
};

/** `npm run staff`: accounts of staff; the same commands as the office's own page. */
export default async function staff(args: string[]): Promise<number> {
  const at = args.indexOf('--role');
  const role = STAFF_ROLES.find(known => known === args[at + 1]);
  const [verb = '', email, ...more] = at < 0 ? args : args.toSpliced(at, 2);
  const now = new Date();
  const work =
    email?.includes('@') && more.length === 0
      ? role
        ? WITH_ROLE[verb]?.(email, role, now)
        : at < 0
          ? WITHOUT_ROLE[verb]?.(email, now)
          : undefined
      : undefined;
  if (!work) {
    console.error(USAGE);
    return 2;
  }
  try {
    console.log(await work);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const t = translator('en', 'refusal');
    console.error(t.has(error.code as never) ? t(error.code as never) : error.code);
    return 1;
  }
}

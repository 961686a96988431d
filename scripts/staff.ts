import { addStaffAccount, STAFF_ROLES } from '../lib/accounts/assigned/commands';
import { resetSecondFactor } from '../lib/auth/second-factor/commands';
import { canonicalEmail } from '../lib/kernel/identifiers';

const USAGE = `Usage: npm run staff -- add EMAIL --role ROLE
       npm run staff -- reset-factor EMAIL
ROLE is one of ${STAFF_ROLES.join(', ')}.`;

/** `npm run staff`: an account of staff, with a one-time password as the last word on standard output. */
export default async function staff(args: string[]): Promise<number> {
  const at = args.indexOf('--role');
  const role = STAFF_ROLES.find(known => known === args[at + 1]);
  const [verb, email, ...more] = at < 0 ? args : args.toSpliced(at, 2);
  if (verb === 'reset-factor' && email?.includes('@') && at < 0 && more.length === 0) {
    if (await resetSecondFactor(canonicalEmail(email), 'staff', new Date())) {
      console.log(`The second factor of ${email} is removed; a new one is set up at the next sign-in.`);
      return 0;
    }
    console.error(`There is no account of staff ${email} with a second factor.`);
    return 1;
  }
  if (verb !== 'add' || !email?.includes('@') || !role || more.length > 0) {
    console.error(USAGE);
    return 2;
  }
  const password = await addStaffAccount(email, role, new Date());
  console.log(`Account ${email} (${role}); one-time password, valid for 72 hours: ${password}`);
  return 0;
}

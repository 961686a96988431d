import { addCustomerAccount, resetPassword } from '../lib/accounts/assigned/commands';
import { decideAccess } from '../lib/accounts/lost-mailbox/decision';
import { waitingAccessRequests } from '../lib/accounts/lost-mailbox/queries';
import { resetSecondFactor } from '../lib/auth/second-factor/commands';
import { canonicalEmail } from '../lib/kernel/identifiers';

const USAGE = `Usage: npm run account -- add CUSTOMER_NUMBER EMAIL
       npm run account -- reset EMAIL
       npm run account -- reset-factor EMAIL
       npm run account -- requests
       npm run account -- grant REF
       npm run account -- refuse REF REASON`;

const GRANTED = {
  existing: 'it had an account, which now manages the customer too',
  moved: "the customer's account has this address now, and its sessions ended",
  created: 'a new account was made for it',
};

/** What people who lost their mailbox ask for, one line each, the oldest first. */
async function listRequests(): Promise<void> {
  const waiting = await waitingAccessRequests();
  for (const { ref, customerNumber, name, email, dueOn } of waiting)
    console.log([ref, `by ${dueOn}`, customerNumber, name, email].join('\t'));
  if (waiting.length === 0) console.log('Nobody waits.');
}

/**
 * `npm run account`: a customer's account, with a one-time password as the last word on standard output; and the
 * decisions on people who lost their mailbox.
 */
export default async function account([verb, ...rest]: string[]): Promise<number> {
  const now = new Date();
  if (verb === 'add' && rest.length === 2 && rest[1]!.includes('@')) {
    const password = await addCustomerAccount(rest[0]!, rest[1]!, now);
    if (password === null)
      console.log(`${rest[1]} had an account; it now manages ${rest[0]} too and keeps its password.`);
    else console.log(`Account ${rest[1]} for ${rest[0]}; one-time password, valid for 72 hours: ${password}`);
    return 0;
  }
  if (verb === 'reset' && rest.length === 1) {
    const password = await resetPassword(rest[0]!, now);
    console.log(`New one-time password of ${rest[0]}, valid for 72 hours: ${password}`);
    return 0;
  }
  if (verb === 'requests' && rest.length === 0) {
    await listRequests();
    return 0;
  }
  if (verb === 'grant' && rest.length === 1) {
    const { email, way } = await decideAccess(rest[0]!, 'granted', {}, now);
    console.log(`Granted to ${email}: ${way ? GRANTED[way] : 'as before'}.`);
    return 0;
  }
  if (verb === 'refuse' && rest.length >= 2) {
    const { email } = await decideAccess(rest[0]!, 'refused', { reason: rest.slice(1).join(' ') }, now);
    console.log(`Refused; ${email} is told why.`);
    return 0;
  }
  if (verb === 'reset-factor' && rest.length === 1) {
    if (await resetSecondFactor(canonicalEmail(rest[0]!), 'customer', now)) {
      console.log(`The second factor of ${rest[0]} is removed; the password alone signs in.`);
      return 0;
    }
    console.error(`There is no customer's account ${rest[0]} with a second factor.`);
    return 1;
  }
  console.error(USAGE);
  return 2;
}

import { addCustomerAccount, resetPassword } from '../lib/accounts/assigned/commands';

const USAGE = `Usage: npm run account -- add CUSTOMER_NUMBER EMAIL
       npm run account -- reset EMAIL`;

/** `npm run account`: a customer's account, with a one-time password as the last word on standard output. */
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
  console.error(USAGE);
  return 2;
}

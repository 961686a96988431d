import postgres from 'postgres';
import { registrable } from './registration';
import { portalCommand } from './staff';
import { checkPage, expect, signIn, test } from './support';

test.beforeEach(() => test.slow());

/** An account made by staff, past its one-time password: it has accepted nothing yet. */
async function withTermsPending(page: Parameters<typeof signIn>[0]): Promise<string> {
  const { customerNumber, email } = await registrable();
  const assigned = portalCommand('account', 'add', customerNumber, email).trim().split(/\s+/).at(-1) ?? '';
  await signIn(page, { email, password: assigned });
  await expect(page).toHaveURL('/password/change');
  await page.locator('[name=password]').fill(assigned);
  await page.locator('[name=newPassword]').fill('trzy inne słowa');
  await page.getByRole('main').getByRole('button', { name: 'Zmień hasło' }).click();
  await page.waitForURL('**/terms/accept');
  return email;
}

test('the terms come after the password; nothing opens before them; then on to where one wanted to go', async ({
  page,
}) => {
  const email = await withTermsPending(page);
  await checkPage(page);
  for (const path of ['/dashboard', '/password/change', '/second-factor']) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/terms\/accept(\?|$)/);
  }
  await page.goto('/meters');
  await expect(page).toHaveURL('/terms/accept?next=%2Fmeters');
  await page.getByRole('button', { name: 'Akceptuję i przechodzę dalej' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('zaznacz, że akceptujesz');
  await checkPage(page);
  await page.locator('[name=acceptTerms]').check();
  await page.getByRole('button', { name: 'Akceptuję i przechodzę dalej' }).click();
  await page.waitForURL('**/meters');
  await page.goto('/terms/accept');
  await expect(page).toHaveURL('/dashboard');

  const sql = postgres(process.env.E2E_DATABASE_URL ?? '', { max: 1 });
  const rows = await sql<{ version: string; same: boolean; ip: string }[]>`
    select t.version, t.text_hash = x.text_hash as same, x.ip from terms_acceptances x
      join terms t on t.id = x.terms_id join accounts a on a.id = x.account_id where a.email = ${email}`;
  await sql.end();
  expect(rows).toEqual([{ version: '1.0', same: true, ip: expect.stringMatching(/[.:]/) }]);
});

test('whoever does not accept signs out', async ({ page }) => {
  await withTermsPending(page);
  await page.getByRole('button', { name: 'Nie akceptuję, wyloguj mnie' }).click();
  await page.waitForURL('**/login?signedOut=yes');
});

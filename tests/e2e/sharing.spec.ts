import { withSql } from './readings';
import { invitedWithoutTerms } from './security-data';
import { checkPage, demoSignIn, expect, signIn, test } from './support';

/** What a person with a scope is offered, and one page that it does not open. */
const CLOSED = ['/invoices', '/settlements', '/messages', '/contracts', '/e-invoice', '/account/sharing'];

test('an invitation by mail, accepted with a new account: sees no amounts, is told so kindly, and is out at once', async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const email = `krewny.${Date.now()}@example.pl`;
  await signIn(page, demoSignIn());
  await page.goto('/account/sharing');
  await checkPage(page);
  await page.getByLabel('Adres e-mail tej osoby').fill(email);
  await page.getByRole('radio', { name: /^Odczyty/ }).check();
  await page.getByRole('button', { name: 'Wyślij zaproszenie' }).click();
  await expect(page.getByText('Zaproszenie jest w drodze.')).toBeVisible();
  await checkPage(page);
  const [mail] = await withSql(
    sql => sql<{ text: string }[]>`select body_text as text from outbox where recipient = ${email}`,
  );
  const link = /\/invitation\/[\w-]+/.exec(mail?.text ?? '')?.[0] ?? '';

  const context = await browser.newContext({ viewport: { width: 360, height: 780 } });
  const theirs = await context.newPage();
  await theirs.goto(link);
  await checkPage(theirs);
  await theirs.getByLabel('Hasło').first().fill('zielony rower pod lasem');
  await theirs.getByRole('checkbox').check();
  await theirs.getByRole('button', { name: 'Przyjmij zaproszenie' }).click();
  await theirs.waitForURL('**/dashboard**');
  await checkPage(theirs);
  await expect(theirs.getByRole('main')).not.toContainText('zł');
  for (const path of CLOSED) {
    const answer = await theirs.goto(path);
    expect(answer?.status(), path).toBe(403);
    await expect(theirs.getByRole('main')).toContainText(demoSignIn().email);
  }
  await checkPage(theirs);
  expect((await theirs.goto('/readings/new'))?.status()).toBe(200);
  expect((await theirs.goto('/consumption'))?.status()).toBe(200);
  await expect(theirs.getByRole('main')).not.toContainText('zł');

  await page.goto('/account/sharing');
  await expect(page.getByText('Przyjęto zaproszenie')).toBeVisible();
  await page.locator('summary', { hasText: email }).click();
  await checkPage(page);
  await page.getByRole('button', { name: new RegExp(`^Zakończ dostęp`) }).click();
  await expect(page.getByText('Dostęp zakończony.')).toBeVisible();
  await theirs.goto('/dashboard');
  expect(new URL(theirs.url()).pathname).toBe('/login');
  await expect(theirs.getByText('Dostęp, który miało to konto, się skończył.')).toBeVisible();
  await context.close();
});

test(
  'whoever is signed in but has not accepted the terms in force does so first, and comes back to the invitation',
  { tag: '@own-portal' },
  async ({ page, context, baseURL }) => {
    const { cookie, link } = await invitedWithoutTerms(demoSignIn().email);
    await context.addCookies([{ name: 'session', value: cookie, url: baseURL! }]);
    await page.goto(link);
    await page.getByRole('button', { name: 'Przyjmij zaproszenie' }).click();
    await page.waitForURL('**/terms/accept**');
    await page.getByRole('checkbox').check();
    await page.locator('main form').getByRole('button').first().click();
    await page.waitForURL(`**${link}`);
    await page.getByRole('button', { name: 'Przyjmij zaproszenie' }).click();
    await page.waitForURL('**/dashboard');
  },
);

import { withSql } from './readings';
import { demoSignIn, expect, signIn, test } from './support';
import { signInAsStaff } from './staff';

test('a message is answered through its preview, without JavaScript', async ({ page, browser }) => {
  test.setTimeout(180_000);
  const customer = await browser.newPage({
    javaScriptEnabled: false,
    extraHTTPHeaders: { 'x-forwarded-for': '10.77.9.1' },
  });
  await signIn(customer, demoSignIn());
  await customer.goto('/messages/new?kind=message');
  const text = `Pytanie bez skryptów ${Date.now()}`;
  await customer.getByLabel('Treść').fill(text);
  await customer.getByRole('button', { name: 'Wyślij' }).click();
  await customer.waitForURL('**/messages/*?sent=yes');
  const ref = new URL(customer.url()).pathname.split('/').at(-1)!;

  await signInAsStaff(page, 'customer_service');
  await page.goto(`/admin/messages/${ref}`);
  await page.getByLabel('Zacznij od wzoru').selectOption({ label: 'Sprawa jest u nas' });
  await page.getByRole('button', { name: 'Wstaw wzór' }).click();
  await page.getByRole('button', { name: 'Zobacz podgląd' }).click();
  await page.waitForURL('**/preview*'); // the fragment of the page before stays in the address
  await page.getByRole('button', { name: 'Wyślij odpowiedź' }).click();
  await expect(page.getByText('Odpowiedź jest wysłana.')).toBeVisible();
  await customer.goto(`/messages/${ref}`);
  await expect(customer.getByText(`Zajmujemy się sprawą ${ref}`, { exact: false })).toBeVisible();
  const states = await withSql(
    sql =>
      sql`select s.state from case_states s join cases k on k.id = s.case_id where k.ref = ${ref} order by s.id`,
  );
  expect(states.map(({ state }) => state as string)).toEqual(['new', 'answered']);
  await customer.close();
});

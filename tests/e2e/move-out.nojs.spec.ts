import { fillAddress, fillStates, forgetMoveOuts, moveInLink, toForm } from './move-out-flow';
import { demoSignIn, expect, signIn, test } from './support';

test('moving out without JavaScript at 320 px: the new customer reads something else', async ({ page }) => {
  test.slow();
  await page.setViewportSize({ width: 320, height: 640 });
  await forgetMoveOuts();
  const party = `bez.skryptu.${Date.now()}@example.pl`;
  await signIn(page, demoSignIn());
  await toForm(page);
  await fillStates(page);
  await fillAddress(page);
  await page.getByRole('button', { name: 'Zgłoś wyprowadzkę' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Zgłoszone.');
  const own = page.url();
  await page.getByLabel('Adres e-mail nowego odbiorcy').fill(party);
  await page.getByRole('button', { name: 'Wyślij odnośnik' }).click();
  await expect(page.getByText(`Odnośnik jest wysłany na adres ${party}`)).toBeVisible();
  await page.goto(await moveInLink(page, party));
  await page.getByLabel('Nie, odczytałem/am co innego').check();
  await page.getByRole('button', { name: 'Wyślij' }).click();
  await expect(page.locator('main form [role=alert]')).toContainText('Podaj stan, który widzisz');
  await page.locator('input[name=state0]').fill('7');
  await page.getByRole('button', { name: 'Wyślij' }).click();
  await page.waitForURL('**/move-in/done');
  await page.goto(own.split('?')[0]!);
  await expect(page.getByText('Nowy odbiorca nie zgadza się z końcowymi stanami.')).toBeVisible();
  await forgetMoveOuts();
});

import { expect, test } from '@playwright/test';
import { PASSWORD, press, registered } from './account-life';
import { freshPhone, sentTo, smsCode, unsubscribePath } from './notifications';

test.beforeEach(() => test.setTimeout(120_000));

test('without JavaScript: settings, a number for SMS, the log', async ({ page }) => {
  const { email } = await registered(page);
  await sentTo(email, [
    { kind: 'invoice_issued', channel: 'email', state: 'sent', text: 'Nowa faktura czeka.' },
  ]);
  await page.goto('/notifications');
  await page.getByText('Nowa faktura', { exact: true }).last().click();
  await expect(page.getByText('Nowa faktura czeka.')).toBeVisible();
  await page.locator('[name=invoice_issued-email]').uncheck();
  await page.locator('[name=invoice_issued-sms]').check();
  await press(page, 'Zapisz ustawienia');
  await page.waitForURL('**/notifications?done=saved');
  await expect(page.getByRole('status')).toContainText('gdy podasz numer telefonu');
  await page.getByRole('link', { name: 'Podaj numer telefonu' }).click();
  await page.waitForURL('**/account/phone');
  const phone = freshPhone();
  await page.locator('[name=phone]').fill(phone);
  await press(page, 'Wyślij kod SMS-em');
  await expect(page.getByRole('alert')).toContainText('Podaj hasło.');
  await expect(page.locator('[name=phone]')).toHaveValue(phone);
  await page.locator('[name=password]').fill(PASSWORD);
  await press(page, 'Wyślij kod SMS-em');
  await page.waitForURL('**/account/phone/code');
  await page.locator('[name=code]').fill(await smsCode(page, phone));
  await press(page, 'Zapisz numer');
  await page.waitForURL('**/notifications?done=phone');
  await expect(page.locator('[name=invoice_issued-email]')).not.toBeChecked();
  await expect(page.locator('[name=invoice_issued-sms]')).toBeChecked();
});

test(
  'without JavaScript and without signing in: off by the link of a mail, and on again',
  { tag: '@own-portal' },
  async ({ page, browser }) => {
    const { email } = await registered(page);
    const path = await unsubscribePath(email, 'reading_due');
    await page.goto('/notifications');
    await page.locator('[name=reading_due-email]').check();
    await press(page, 'Zapisz ustawienia');
    await page.waitForURL('**/notifications?done=saved');
    const stranger = await browser.newContext({
      javaScriptEnabled: false,
      baseURL: new URL(page.url()).origin,
    });
    const mailbox = await stranger.newPage();
    await mailbox.goto(path);
    await press(mailbox, 'Wyłącz te e-maile');
    await expect(mailbox.getByRole('heading', { level: 1 })).toHaveText('Te e-maile są wyłączone');
    await press(mailbox, 'Włącz z powrotem');
    await expect(mailbox.getByRole('heading', { level: 1 })).toHaveText('Nie chcesz tych e-maili?');
    await press(mailbox, 'Wyłącz te e-maile');
    await stranger.close();
    await page.goto('/notifications');
    await expect(page.locator('[name=reading_due-email]')).not.toBeChecked();
  },
);

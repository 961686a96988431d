import { freshPhone, sentTo, smsCode, unsubscribePath } from './notifications';
import { PASSWORD, press, registered } from './account-life';
import { checkPage, demoSignIn, expect, signIn, switchTo, test } from './support';

test.beforeEach(() => test.setTimeout(180_000));

test('settings, from the first tick to a number for SMS: nothing typed is lost', async ({ page }) => {
  await registered(page);
  await page.goto('/notifications');
  await expect(page.getByText('Nie było jeszcze żadnego powiadomienia.')).toBeVisible();
  await checkPage(page);
  const due = page.getByRole('group', { name: 'Zbliża się termin płatności' });
  await expect(due.getByLabel('E-mail')).toBeChecked();
  await expect(due.getByLabel('SMS')).not.toBeChecked();
  await expect(due).toContainText('Piszemy 3 dni przed terminem płatności.');
  await due.getByLabel('SMS').check();
  await press(page, 'Zapisz i podaj numer');
  await page.waitForURL('**/account/phone');
  await checkPage(page);
  await page.locator('[name=phone]').fill('95 741 12 34');
  await page.locator('[name=password]').fill(PASSWORD);
  await press(page, 'Wyślij kod SMS-em');
  await expect(page.getByRole('alert').first()).toContainText('telefon stacjonarny');
  await expect(page.locator('[name=phone]')).toHaveValue('95 741 12 34');
  await checkPage(page);
  const phone = freshPhone();
  await page.locator('[name=phone]').fill(`+48 ${phone.slice(0, 3)} ${phone.slice(3)}`);
  await page.locator('[name=password]').fill(PASSWORD);
  await press(page, 'Wyślij kod SMS-em');
  await page.waitForURL('**/account/phone/code');
  await checkPage(page);
  await page.locator('[name=code]').fill(await smsCode(page, phone));
  await press(page, 'Zapisz numer');
  await page.waitForURL('**/notifications?done=phone');
  await expect(page.getByRole('status').first()).toContainText('Numer telefonu jest zapisany');
  await expect(due.getByLabel('SMS')).toBeChecked();
  await expect(page.getByText(`+48 ••• ••• ${phone.slice(-3)}`)).toBeVisible();
  await checkPage(page);
  await page.goto('/account/phone');
  await expect(page.getByRole('main')).toContainText('Po usunięciu nie wyślemy żadnego SMS-a.');
  await checkPage(page);
  await press(page, 'Usuń numer');
  await page.waitForURL('**/account?changed=phoneRemoved');
  await expect(page.getByRole('main')).toContainText('SMS-y nie będą już przychodzić');
});

test('the log: what was sent, with its result in words; a row opens', async ({ page }) => {
  const { email } = await registered(page);
  const many = Array.from({ length: 9 }, () => ({
    kind: 'invoice_issued',
    channel: 'email' as const,
    state: 'delivered',
    text: 'Wystawiliśmy fakturę.\nhttps://ibok.example.pl/invoices/0123456789/z/bardzo/dlugim/adresem/bez/odstepow',
  }));
  await sentTo(email, [
    ...many,
    { kind: 'payment_due', channel: 'email', state: 'cancelled', reason: 'paid', text: 'Termin' },
    { kind: 'payment_due', channel: 'sms', state: 'permanently_failed', text: 'Termin mija 30.11' },
  ]);
  await page.goto('/notifications');
  const log = page.getByRole('region', { name: 'Co do Ciebie wysłaliśmy' });
  const rows = log.locator('details');
  await expect(rows).toHaveCount(10);
  await expect(rows.nth(0)).toContainText('Nie dotarło');
  await expect(rows.nth(1)).toContainText('faktura jest już zapłacona');
  await rows.nth(2).locator('summary').click();
  await expect(rows.nth(2)).toContainText('Wystawiliśmy fakturę.');
  await checkPage(page);
  await log.getByRole('link', { name: 'Starsze' }).click();
  await page.waitForURL('**before=*');
  await expect(rows).toHaveCount(1);
  await expect(log.getByRole('link', { name: 'Najnowsze' })).toBeVisible();
});

test('each customer of an account has settings of its own', async ({ page }) => {
  const who = demoSignIn('konto mamy');
  await signIn(page, who);
  await page.goto('/notifications');
  const box = page.locator('[name=contract_expiry-email]');
  await expect(box).toBeChecked();
  await box.uncheck();
  await press(page, 'Zapisz ustawienia');
  await page.waitForURL('**/notifications?done=saved');
  await expect(box).not.toBeChecked();
  const names = await page.locator('#customer-switch nav button strong').allTextContents();
  const present = await page.locator('#customer-switch summary strong').textContent();
  await switchTo(
    page,
    names.find(name => name !== present)!,
  );
  await page.waitForURL(url => url.pathname === '/notifications');
  await expect(box).toBeChecked();
  await checkPage(page);
});

test(
  'a link in a mail: looking changes nothing, one button does, one click of a mail program too',
  { tag: '@own-portal' },
  async ({ page, request }) => {
    const { email } = await registered(page);
    const path = await unsubscribePath(email, 'leak_hint');
    const box = page.locator('[name=leak_hint-email]');
    expect((await request.get(path)).status()).toBe(200);
    await page.goto('/notifications');
    await expect(box).toBeChecked();
    await page.goto(path);
    await expect(page.getByRole('main')).not.toContainText(email);
    await checkPage(page);
    await press(page, 'Wyłącz te e-maile');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Te e-maile są wyłączone');
    await checkPage(page);
    await page.goto('/notifications');
    await expect(box).not.toBeChecked();
    await page.goto(path);
    await press(page, 'Włącz z powrotem');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nie chcesz tych e-maili?');

    const there = `${path}/one-click`;
    expect((await request.post(there)).status()).toBe(400);
    const looked = await request.get(there, { maxRedirects: 0 });
    expect(looked.status()).toBe(303);
    expect(looked.headers().location).toMatch(new RegExp(`${path}$`));
    for (let times = 0; times < 2; times++)
      expect((await request.post(there, { form: { 'List-Unsubscribe': 'One-Click' } })).status()).toBe(200);
    await page.goto('/notifications');
    await expect(box).not.toBeChecked();
    const wrong = `${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}/one-click`;
    expect((await request.post(wrong, { form: { 'List-Unsubscribe': 'One-Click' } })).status()).toBe(404);
    await page.goto('/unsubscribe/unknown');
    await checkPage(page);
  },
);

test('the samples of all messages', async ({ page }) => {
  await page.goto('/outbox/preview');
  await checkPage(page);
  await page.getByRole('link', { name: /^payment_due/ }).click();
  await page.waitForURL('**/outbox/preview/payment_due');
  await expect(page.getByRole('region', { name: 'SMS' })).toContainText('1 SMS,');
  // No checkPage where a mail's frame is: it takes no scripts, axe's neither.
  await expect(page.frameLocator('iframe').getByText('Wodociągi Międzyrzecz').first()).toBeVisible();
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.frameLocator('iframe').locator('html')).toHaveAttribute('lang', 'en');
  await page.goto('/outbox');
  await checkPage(page);
  await page.goto('/outbox/preview/phone_code');
  await checkPage(page);
});

import { codeFor, newestMail, PASSWORD, registrable, sendRegistration } from './registration';
import { checkPage, expect, expectNoViolations, signIn, test } from './support';

// Most of these walk over several pages, and look at each in light, dark, narrow and with large text.
test.beforeEach(() => test.slow());

test('a new user registers with a paper invoice and the code from the mail, and is signed in', async ({
  page,
}) => {
  const { meterSerial: _, ...who } = await registrable();
  await page.goto('/register');
  await checkPage(page);
  await sendRegistration(page, {
    ...who,
    customerNumber: ` ${who.customerNumber.toLowerCase().replace('-', ' – ')} `,
    invoiceGross: `${who.invoiceGross} zł`,
  });
  await expect(page.getByRole('main')).toContainText(who.email);
  await checkPage(page);

  await page.locator('[name=code]').fill(await codeFor(page, who.email));
  await page.getByRole('button', { name: 'Załóż konto' }).click();
  await page.waitForURL('**/dashboard**');
  await page.goto('/account');
  await expect(page.getByRole('main')).toContainText(who.customerNumber);
  await expect(page.getByRole('main')).toContainText(who.email);
  await checkPage(page);

  const { mail, text } = await newestMail(page, who.email);
  expect(text).toContain(who.customerNumber);
  await mail.frameLocator('iframe').getByRole('link', { name: 'Przejdź do konta' }).click();
  await mail.waitForURL('**/dashboard');
});

test('the meter stands in for the amount', async ({ page }) => {
  const { invoiceGross: _, ...who } = await registrable();
  await sendRegistration(page, who);
  await codeFor(page, who.email);
});

test('an empty form: every error on top, linked to its field, in the order of the form', async ({ page }) => {
  await page.goto('/register');
  await page.getByRole('button', { name: 'Wyślij mi kod' }).click();
  const summary = page.getByRole('main').getByRole('alert');
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('link')).toHaveText([
    'Podaj numer klienta.',
    'Podaj numer faktury.',
    'Podaj kwotę brutto z faktury albo numer wodomierza.',
    'Podaj adres e-mail.',
    'Podaj hasło.',
    'Aby założyć konto, zaakceptuj regulamin.',
  ]);
  await expect(page).toHaveTitle(/^Błąd: /);
  await checkPage(page);
  await summary.getByRole('link', { name: 'Podaj numer faktury.' }).click();
  await expect(page.locator('[name=invoiceNumber]')).toBeFocused();
});

test('what was typed stays, but never the password', async ({ page }) => {
  await page.goto('/register');
  await page.locator('[name=customerNumber]').fill('K-123456');
  await page.locator('[name=email]').fill('anna@');
  await page.locator('[name=password]').fill('wodociagi1');
  await page.getByRole('button', { name: 'Wyślij mi kod' }).click();
  const summary = page.getByRole('main').getByRole('alert');
  await expect(summary).toContainText('To hasło zbyt łatwo odgadnąć.');
  await expect(summary).toContainText('Podaj pełny adres e-mail');
  await expect(page.locator('[name=customerNumber]')).toHaveValue('K-123456');
  await expect(page.locator('[name=email]')).toHaveValue('anna@');
  await expect(page.locator('[name=password]')).toHaveValue('');
});

test('a wrong proof gives the same page and no mail; going back keeps what was typed', async ({ page }) => {
  const { meterSerial: _, ...who } = await registrable();
  await sendRegistration(page, { ...who, invoiceGross: '0,01' });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Wpisz kod z e-maila');
  await page.locator('[name=code]').fill('123456');
  await page.getByRole('button', { name: 'Załóż konto' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Zostały 4 próby.');
  await checkPage(page);
  await page.getByRole('link', { name: 'Popraw dane' }).last().click();
  await expect(page.locator('[name=customerNumber]')).toHaveValue(who.customerNumber);
  await expect(page.locator('[name=invoiceGross]')).toHaveValue('0,01');
  await sendRegistration(page, who);
  await codeFor(page, who.email);
});

test('an address that has an account gets a mail with the way to sign in, and the page says nothing', async ({
  page,
}) => {
  const first = await registrable();
  await sendRegistration(page, first);
  await page.locator('[name=code]').fill(await codeFor(page, first.email));
  await page.getByRole('button', { name: 'Załóż konto' }).click();
  await page.waitForURL('**/dashboard**');
  await page
    .getByRole('button', { name: /^Wyloguj/ })
    .first()
    .click();
  await page.waitForURL('**/login**');

  const again = await registrable();
  await sendRegistration(page, { ...again, email: first.email });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Wpisz kod z e-maila');
  const { mail, text } = await newestMail(page, first.email);
  expect(text).toContain('Masz już konto');
  await mail.frameLocator('iframe').getByRole('link', { name: 'Zaloguj się' }).click();
  await mail.waitForURL('**/login');
  await signIn(mail, { email: first.email, password: PASSWORD });
  expect(new URL(mail.url()).pathname).toBe('/dashboard');
});

test('another code can be asked for', async ({ page }) => {
  const who = await registrable();
  await sendRegistration(page, who);
  await page.getByRole('button', { name: 'Wyślij kod jeszcze raz' }).click();
  await page.waitForURL('**/register/code?sent=again');
  await expect(page.getByRole('status')).toContainText('wysłaliśmy nowy kod');
  await page.locator('[name=code]').fill(await codeFor(page, who.email));
  await page.getByRole('button', { name: 'Załóż konto' }).click();
  await page.waitForURL('**/dashboard**');
});

test('the kept mails and the terms', async ({ page }) => {
  const who = await registrable();
  await sendRegistration(page, who);
  await page.goto('/outbox');
  await checkPage(page);
  // In a tab of its own, whose console nobody watches: the browser reports every script, Playwright's too, that
  // the mail's frame refuses. For the same reason axe sees the page without the frame, and the mail by itself.
  const { mail } = await newestMail(page, who.email);
  const html = await (await mail.request.get(`${mail.url()}/html`)).text();
  await mail.locator('iframe').evaluate(frame => frame.remove());
  await checkPage(mail);
  await mail.goto('about:blank'); // else the page's policy would take the mail's styles
  await mail.setContent(html);
  await expect(mail.locator('h1')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await mail.emulateMedia({ colorScheme });
    await expectNoViolations(mail, `a mail, ${colorScheme}`);
  }
  for (const path of ['/terms', '/terms/e-invoice']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    await checkPage(page);
  }
});

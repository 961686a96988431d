/** The e-invoice from paper to e-mail and back, each step with its proof. */
import { codeFor, newestMail, press } from './account-life';
import { expectPdf, onPaper, switchOn } from './e-invoice-flow';
import { withSql } from './readings';
import { checkPage, demoSignIn, expect, signIn, test } from './support';

test.beforeEach(() => test.slow());

test('switched on, moved by a code, back to paper: each with confirmation, mail and proof', async ({
  page,
}) => {
  const { email, customerNumber, entries } = await onPaper(page);
  await page.goto('/invoices');
  await page.getByRole('main').getByRole('link', { name: 'Włącz e-fakturę' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('E-faktura');
  await expect(page.getByRole('heading', { name: 'Teraz faktury przychodzą na papierze' })).toBeVisible();
  await checkPage(page);

  // Nothing is accepted by the way: the box is empty, and without it nothing happens.
  await expect(page.locator('[name=acceptTerms]')).not.toBeChecked();
  await page.locator('[name=email]').fill('to nie adres');
  await press(page, 'Włącz e-fakturę');
  const errors = page.locator('main form [role=alert]');
  await expect(errors).toBeFocused();
  await expect(errors).toContainText('zaznacz, że akceptujesz regulamin');
  await expect(errors).toContainText('pełny adres e-mail');
  await expect(page.locator('[name=email]')).toHaveValue('to nie adres');
  await checkPage(page);
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=acceptTerms]').check();
  await press(page, 'Włącz e-fakturę');
  await page.waitForURL(`**/e-invoice/proof/${entries + 1}?done=yes`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('E-faktura jest włączona. Dziękujemy!');
  await expect(page.getByRole('status')).toContainText('Pierwsza e-faktura');
  await expect(page.getByRole('region', { name: 'Włączenie e-faktury' })).toContainText('wersja 1.0');
  await checkPage(page);
  await expectPdf(page, `/e-invoice/proof/${entries + 1}/pdf`);
  const { mail, text } = await newestMail(page, email);
  expect(text).toContain(`${customerNumber}/${entries + 1}`);
  await mail.close();

  await page.goto('/invoices');
  await expect(page.getByRole('main').getByRole('link', { name: 'Włącz e-fakturę' })).toHaveCount(0);

  await page.goto('/e-invoice');
  await expect(page.getByRole('heading', { name: 'E-faktura jest włączona' })).toBeVisible();
  await checkPage(page);
  await page.getByRole('link', { name: 'Zmień, dokąd przychodzą' }).click();
  await expect(page.locator('[name=email]')).toHaveValue(email);
  await checkPage(page);
  const address = `faktury.${email}`;
  await page.getByLabel('Na e-mail – jako załącznik PDF').check();
  await page.locator('[name=email]').fill(address);
  await press(page, 'Zapisz zmianę');
  await page.waitForURL('**/e-invoice/code');
  await expect(page.getByRole('main')).toContainText(address);
  await checkPage(page);
  const code = await codeFor(page, address);
  await page.locator('[name=code]').fill(code === '000000' ? '000001' : '000000');
  await press(page, 'Potwierdź');
  await expect(errors).toContainText('To nie ten kod');
  await page.locator('[name=code]').fill(code);
  await press(page, 'Potwierdź');
  await page.waitForURL(`**/e-invoice/proof/${entries + 2}?done=yes`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Zmiana zapisana');

  await page.goto('/e-invoice');
  await expect(page.getByRole('main')).toContainText(`na adres ${address}`);
  await page.getByRole('link', { name: 'Wróć do papieru' }).click();
  await checkPage(page);
  await press(page, 'Wracam do papieru');
  await page.waitForURL(`**/e-invoice/proof/${entries + 3}?done=yes`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Wracasz do papierowych faktur');
  await checkPage(page);

  await page.goto('/e-invoice');
  const history = page.getByRole('region', { name: 'Twoje decyzje' }).getByRole('listitem');
  await expect(history).toHaveCount(entries + 3);
  await expect(history.first()).toContainText('Powrót do papieru');
  await checkPage(page);
  // An earlier proof stays, and says that another decision came later.
  await page.goto(`/e-invoice/proof/${entries + 1}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Potwierdzenie decyzji');
  await expect(page.getByRole('main')).toContainText('Później zapadła kolejna decyzja');
  await checkPage(page);
  await page.goto('/e-invoice/withdraw');
  await expect(page.getByRole('main')).toContainText('E-faktura nie jest włączona');
  await page.goto('/e-invoice/change');
  await expect(page).toHaveURL('/e-invoice');
});

test('a mail that bounced: said on the invoice and on the e-invoice’s page, with what to do', async ({
  page,
}) => {
  const { customerNumber, email } = await onPaper(page);
  await switchOn(page);
  const ref = await withSql(async sql => {
    const [invoice] = await sql<{ id: string; ref: string; customer_id: string }[]>`
      select i.id, i.ref, i.customer_id from invoices i join customers c on c.id = i.customer_id
      where c.customer_number = ${customerNumber} order by i.issued_on desc, i.id desc limit 1`;
    const [row] = await sql<{ id: string }[]>`
      insert into outbox (kind, entity, occurrence, channel, recipient, customer_id, locale, body_text, state, reason,
        settled_at)
      values ('invoice_delivery', ${`invoice:${invoice!.id}`}, '1', 'email', ${email}, ${invoice!.customer_id}, 'pl',
        'x', 'permanently_failed', 'bounced', now()) returning id`;
    await sql`insert into outbox_states (outbox_id, state, at, attempt, source)
      values (${row!.id}, 'sent', now() - interval '5 minutes', 1, 'dispatcher'),
        (${row!.id}, 'permanently_failed', now(), 1, 'webhook')`;
    return invoice!.ref;
  });
  await page.goto(`/invoices/${ref}`);
  const delivery = page.getByRole('region', { name: 'Doręczenie e-faktury' });
  await expect(delivery).toContainText('wysłana, przyjęta przez operatora poczty');
  await expect(delivery).toContainText('odrzucona');
  await expect(delivery).toContainText('przyślemy na papierze');
  await checkPage(page);
  await delivery.getByRole('link', { name: 'Sprawdź adres na e-faktury' }).click();
  await expect(page.getByRole('main')).toContainText('Wiadomości nie dochodzą');
  await checkPage(page);
  await page.getByRole('link', { name: 'Podaj inny adres' }).click();
  await expect(page).toHaveURL('/e-invoice/change');
});

test('a business: KSeF is explained, with the numbers of its latest invoices', async ({ page }) => {
  await signIn(page, demoSignIn('firma z NIP'));
  await page.goto('/e-invoice');
  const ksef = page.getByRole('region', { name: 'Krajowy System e-Faktur (KSeF)' });
  await expect(ksef).toContainText('bo tak każe prawo');
  await expect(ksef).toContainText(/\d{10}-\d{8}-[0-9A-F]{12}-[0-9A-F]{2}/);
  await checkPage(page);
});

test('in English, with the same fields', async ({ page }) => {
  await onPaper(page);
  await page.goto('/e-invoice');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: 'Your invoices come on paper now' })).toBeVisible();
  await checkPage(page);
  await page.locator('[name=acceptTerms]').check();
  await press(page, 'Switch the e-invoice on');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The e-invoice is on. Thank you!');
  await expectPdf(page, new URL(page.url()).pathname + '/pdf');
});

test('forms and terms to download: blank for everybody, filled in for the signed-in', async ({ page }) => {
  await page.goto('/forms');
  await expect(page.getByRole('link', { name: /^Pobierz PDF: Akceptacja przesyłania/ })).toBeVisible();
  await checkPage(page);
  for (const path of ['/forms/e-invoice/pdf', '/terms/pdf', '/terms/e-invoice/pdf', '/privacy/pdf'])
    await expectPdf(page, path, false);
  await expectPdf(page, '/terms/e-invoice/pdf?version=1.0', false);
  expect((await page.request.get('/terms/e-invoice/pdf?version=0.1')).status()).toBe(404);
  expect((await page.request.get('/forms/none/pdf')).status()).toBe(404);
  await page.goto('/terms/e-invoice');
  await checkPage(page);
  await page.goto('/privacy');
  await checkPage(page);
  await signIn(page);
  await expectPdf(page, '/e-invoice/form/pdf');
  await page.goto('/forms');
  await expect(page.getByRole('link', { name: /^Pobierz wypełniony PDF: Reklamacja/ })).toBeVisible();
  await checkPage(page);
  await expectPdf(page, '/forms/complaint/filled');
});

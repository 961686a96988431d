import { demoSignIn, expect, signIn, test } from './support';

test('a message, without JavaScript, at 320 px', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await signIn(page, demoSignIn());
  await page.goto('/messages/new');
  await page.getByRole('link', { name: /^Zwrot nadpłaty/ }).click();
  await page.getByLabel('Numer konta bankowego').fill('123');
  await page.getByLabel('Której wpłaty').fill('Tej z października.');
  await page.getByRole('button', { name: 'Wyślij' }).click();
  await expect(page.locator('main form [role=alert]')).toContainText('Numer konta ma 26 cyfr.');
  await expect(page.getByLabel('Której wpłaty')).toHaveValue('Tej z października.');
  await page.getByLabel('Numer konta bankowego').fill('22 1010 1010 0000 1234 0000 5678');
  await page.getByRole('button', { name: 'Wyślij' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Wysłane. Numer Twojej sprawy:');
  await expect(page.getByText(/^Odpowiemy do/)).toBeVisible();
});

test('without an account, without JavaScript: closed, opened again; a drawing with a script is refused', async ({
  page,
}) => {
  await page.goto('/contact/write?kind=opinion');
  await page.getByLabel('Imię i nazwisko').fill('Jan Próbny');
  await page.getByLabel('Adres e-mail').fill(`jan.${Date.now()}@example.pl`);
  await page.getByLabel('Twoja opinia').fill('Dobra woda.');
  await page.getByRole('button', { name: 'Wyślij' }).click();
  await page.waitForURL('**/contact/case?sent=yes');
  await expect(page.getByText('Dobra woda.')).toBeVisible();
  await page.getByRole('button', { name: 'Zamknij sprawę' }).click();
  await expect(page.getByText('Ta sprawa jest zamknięta.')).toBeVisible();
  await page.getByRole('button', { name: 'Otwórz ponownie' }).click();
  await expect(page.locator('main form [role=alert]')).toContainText('Napisz, o co chodzi.');
  await page.getByLabel('Co jeszcze trzeba wyjaśnić').fill('A dziś jest mętna.');
  await page.getByLabel('Załączniki').setInputFiles({
    name: 'woda.svg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  });
  await page.getByRole('button', { name: 'Otwórz ponownie' }).click();
  await expect(page.locator('main form [role=alert]')).toContainText('woda.svg');
  await page.getByRole('button', { name: 'Otwórz ponownie' }).click();
  await expect(page.locator('main ol').first()).toContainText('A dziś jest mętna.');
  await expect(page.locator('main ol').first()).not.toContainText('woda.svg');
});

import ICAL from 'ical.js';
import { checkPage, demoSignIn, expect, signIn, switchTo, test } from './support';

const events = (text: string) =>
  new ICAL.Component(ICAL.parse(text) as unknown[])
    .getAllSubcomponents('vevent')
    .map(component => new ICAL.Event(component));

test('a garden meter whose legalisation ends soon: the dashboard leads to what to do', async ({ page }) => {
  await signIn(page, demoSignIn('kończącą się legalizacją'));
  await page.getByRole('link', { name: /^Wodomierz ogrodowy / }).click();
  await expect(page).toHaveURL('/meters');
  await expect(page.getByText('wkrótce się skończy')).toBeVisible();
  const garden = page.getByRole('region', { name: 'Wodomierz ogrodowy' });
  await expect(garden).toContainText(/kończy się za \d+ dni/);
  await expect(garden).toContainText('nie odliczymy już wody z tego wodomierza od ścieków');
  await expect(garden.getByRole('listitem')).toHaveCount(2);
  const main = page.getByRole('region', { name: 'Wodomierz główny' });
  await expect(main).toContainText('Nic nie musisz robić');
  await expect(main).toContainText(/Ostatni stan, \d+\s\S+\s\d{4}/);
  await checkPage(page);
});

test('an expired garden meter says that its water is not deducted, and what to do; replacements are listed', async ({
  page,
}) => {
  await signIn(page, demoSignIn('legalizacja ogrodowego wygasła'));
  await page.goto('/meters');
  const garden = page.getByRole('region', { name: 'Wodomierz ogrodowy', exact: true });
  await expect(garden).toContainText('po terminie od 140 dni');
  await expect(garden).toContainText('Tej wody nie odliczamy już od ścieków');
  await expect(garden.getByRole('link', { name: /\d/ })).toHaveAttribute('href', /^tel:/);
  const history = page.getByRole('region', { name: 'Wymiany wodomierzy' });
  await expect(history).toContainText(/Wymiana wodomierza głównego, \d+\s\S+\s\d{4}/);
  await expect(history).toContainText(/stan końcowy: [\d\s]+m³/);
  await expect(history).toContainText(/stan początkowy: [\d\s]+m³/);
  await checkPage(page);
});

test('the calendar of legalisations is a file that programs read; nobody else’s meters are in it', async ({
  page,
}) => {
  await signIn(page, demoSignIn('legalizacja ogrodowego wygasła'));
  await page.goto('/meters');
  const serials = await page.locator('main section section strong').allInnerTexts();
  const href = (await page.getByRole('link', { name: 'Dodaj do kalendarza' }).getAttribute('href'))!;
  const answer = await page.request.get(href);
  expect(answer.status()).toBe(200);
  expect(answer.headers()).toMatchObject({
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': 'attachment; filename="legalizacja-wodomierzy.ics"',
    'cache-control': 'private, no-store',
  });
  const found = events(await answer.text());
  expect(found).toHaveLength(2);
  for (const event of found) {
    expect(event.startDate.isDate).toBe(true);
    expect(serials.some(serial => event.summary.includes(serial))).toBe(true);
  }

  // Theirs has none that runs: there is nothing to put into a calendar.
  await page.context().clearCookies();
  await signIn(page, demoSignIn('były klient'));
  expect((await page.request.get(href)).status()).toBe(404);
});

test('a former customer is told where their own time ended, and sees their own past', async ({ page }) => {
  await signIn(page, demoSignIn('były klient'));
  await page.goto('/meters');
  await expect(page.getByText(/^Umowa zakończona \d+\s\S+\s\d{4}\. Widzisz tu/)).toBeVisible();
  const main = page.getByRole('region', { name: 'Wodomierz główny' });
  await expect(main).toContainText('Ostatni stan w czasie Twojej umowy');
  await expect(main).not.toContainText('Legalizacja');
  await expect(page.getByRole('link', { name: 'Dodaj do kalendarza' })).toHaveCount(0);
  await checkPage(page);
  await page.goto('/contracts');
  await expect(page.getByText(/^Umowa zakończona \d+\s\S+\s\d{4}$/)).toBeVisible();
  await expect(page.getByText(/^Ceny dla grupy/)).toHaveCount(0);
  await checkPage(page);
});

test('several properties stand apart; an account of two customers keeps to the chosen one', async ({
  page,
}) => {
  await signIn(page, demoSignIn('trzy nieruchomości'));
  await page.goto('/meters');
  await expect(page.locator('main h2').filter({ hasNotText: 'kalendarz' })).toHaveCount(3);
  await checkPage(page);
  await page.context().clearCookies();
  await signIn(page, demoSignIn('prowadzi też konto mamy'));
  await page.goto('/meters');
  const own = await page.locator('main h2').first().innerText();
  await switchTo(page, 'Mama');
  await expect(page).toHaveURL('/meters');
  await expect(page.locator('main h2').first()).not.toHaveText(own);
});

test('a fixed term about to end: days left, what it means and what to do', async ({ page }) => {
  await signIn(page, demoSignIn('umowa na czas określony'));
  await page.getByRole('link', { name: /^Umowa / }).click();
  await expect(page).toHaveURL('/contracts');
  await expect(page.getByText('kończy się za 24 dni')).toBeVisible();
  await expect(page.getByText('Po tym dniu przestanie obowiązywać')).toBeVisible();
  await expect(page.getByText(/^Ceny dla grupy/)).toBeVisible();
  await checkPage(page);
});

test('an indefinite contract with its prices, in both languages; a new customer’s pages stand', async ({
  page,
}) => {
  await signIn(page, demoSignIn('jeszcze bez faktur'));
  await page.goto('/meters');
  await checkPage(page);
  await page.goto('/contracts');
  await expect(page.getByText('na czas nieokreślony')).toBeVisible();
  await expect(page.getByText('Woda, za m³')).toBeVisible();
  await checkPage(page);
  // By the cookie and not the switch, which would change the account's language under other tests.
  await page.context().addCookies([{ name: 'locale', value: 'en', url: page.url() }]);
  await page.goto('/contracts');
  await expect(page.getByText('for an indefinite time')).toBeVisible();
  await page.goto('/meters');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Meters');
});

test('the due date of an open invoice goes into a calendar; of a paid one or somebody else’s there is none', async ({
  page,
}) => {
  await signIn(page, demoSignIn('faktura do zapłaty'));
  await page.getByRole('link', { name: 'Zobacz fakturę' }).click();
  const link = page.getByRole('link', { name: 'Dodaj termin do kalendarza' });
  const href = (await link.getAttribute('href'))!;
  const answer = await page.request.get(href);
  expect(answer.headers()['content-type']).toBe('text/calendar; charset=utf-8');
  expect(answer.headers()['content-disposition']).toMatch(/^attachment; filename="termin-FV_[\d_]+\.ics"$/);
  const [event] = events(await answer.text());
  const due = `${event!.startDate.day} `;
  await expect(page.locator('main h2').first()).toContainText(`Do zapłaty do ${due.trim()}\u00a0`);
  expect(event!.summary).toMatch(/^Termin płatności za wodę: [\d\s]+,\d\d\szł$/);
  expect(await answer.text()).not.toMatch(/\d{26}/);

  await page.goto('/invoices?state=paid');
  const paid = (await page.locator('main li a').first().getAttribute('href'))!;
  expect((await page.request.get(`${paid}/due.ics`)).status()).toBe(404);
  await page.context().clearCookies();
  await signIn(page, demoSignIn('nadpłata'));
  expect((await page.request.get(href)).status()).toBe(404);
});

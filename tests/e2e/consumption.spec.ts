import type { Page } from '@playwright/test';
import { checkPage, demoSignIn, expect, signIn, test } from './support';

/** `1 234,567 m³` in litres. */
const litresOf = (text: string): number => {
  const found = /(\d[\d\s]*),(\d{3})\sm³/.exec(text);
  if (!found) throw new Error(`no volume in «${text}»`);
  return Number(found[1]!.replace(/\s/g, '') + found[2]!);
};
const cells = (page: Page, column: number) =>
  page.locator('tbody tr').locator(`:scope > :nth-child(${column})`).allInnerTexts();
const csv = async (page: Page, href: string) => (await page.request.get(href)).text();

test('twelve months: finding, drawing, figures that sum to the whole, and the same in the file', async ({
  page,
}) => {
  await signIn(page, demoSignIn('kończącą się legalizacją'));
  await page.getByRole('link', { name: 'Zużycie w innym okresie i jego koszt' }).click();
  await expect(page).toHaveURL('/consumption');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Zużycie wody');
  const finding = page.getByRole('region', { name: /(wody|co) (niż )?rok wcześniej$/ });
  await expect(finding).toBeVisible();
  await expect(page.getByRole('img', { name: /^Zużycie wody w metrach sześciennych obok/ })).toBeVisible();
  await expect(finding).toContainText('nie płacisz za nią jak za ścieki');
  await expect(finding).toContainText(/woda [\d\s]+,\d\d\szł, ścieki [\d\s]+,\d\d\szł/);
  await checkPage(page);

  const months = (await cells(page, 2)).map(litresOf);
  expect(months.length).toBeGreaterThan(10);
  const sum = months.reduce((total, month) => total + month, 0);
  const shown = await finding.locator('dt:text-is("Zużycie") + dd').innerText();
  expect(shown.replace(/\s/g, '')).toBe(`${sum / 1000}m³`.replace('.', ','));

  const link = page.getByRole('link', { name: /^Wodomierz główny / });
  const answer = await page.request.get((await link.getAttribute('href'))!);
  expect(answer.headers()).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'cache-control': 'private, no-store',
  });
  expect(answer.headers()['content-disposition']).toMatch(
    /^attachment; filename="zuzycie_\w+_[\d-]{10}_[\d-]{10}\.csv"$/,
  );
  const lines = (await answer.text()).trimEnd().split('\r\n');
  expect(lines[0]).toBe('\ufeffmeter;from;to;m3;estimated');
  const whole = lines.slice(1).map(line => line.split(';')[3]);
  expect(whole).toEqual(months.map(month => `${month / 1000}`.replace('.', ',')));
});

test('the dashboard’s months are the page’s', async ({ page }) => {
  await signIn(page, demoSignIn('nadpłata'));
  await page.getByText('Pokaż w tabeli').click();
  const rows = await page.locator('main details tbody tr').allInnerTexts();
  const now = rows.map(row => row.split('\t').at(-1)!.trim());
  await page.goto('/consumption');
  const page2 = (await cells(page, 2)).map(text => {
    const tenth = Math.round(litresOf(text) / 100) / 10;
    return `${tenth} m³`.replace('.', ',');
  });
  for (const month of now) expect(page2).toContain(month.replace(/\s/g, ' '));
});

test('two days of one’s own, by the keyboard; złoty instead of m³; what cannot be read is said', async ({
  page,
}) => {
  await signIn(page, demoSignIn('kończącą się legalizacją'));
  await page.goto('/consumption');
  const summary = page.getByText('Inny okres lub wodomierz');
  await summary.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.locator('[name=from]')).toBeFocused();
  await page.keyboard.type('1.03.2026');
  await page.keyboard.press('Tab');
  await expect(page.locator('[name=to]')).toBeFocused();
  await page.keyboard.type('30.04.2026');
  await page.locator('[name=step]').selectOption('week');
  await page.locator('[name=to]').press('Enter');
  await expect(page).toHaveURL(/from=1\.03\.2026&to=30\.04\.2026&step=week/);
  await expect(page.locator('tbody tr').first()).toContainText('1 marca 2026');
  await expect(page.locator('tbody tr').nth(1)).toContainText('2\u2060–\u20608 marca 2026');
  await expect(page.locator('tbody tr').last()).toContainText('27\u2060–\u206030 kwietnia 2026');
  // Read once a month: weeks are shared out, and it says so in words and not by the hatching alone.
  await expect(page.locator('tbody tr').first()).toContainText('szacunek');
  await checkPage(page);

  await page.getByRole('link', { name: 'zł', exact: true }).click();
  await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText(
    /zł za wodę i ścieki w tym czasie$/,
  );
  await expect(page.getByRole('img', { name: /^Koszt wody i ścieków/ })).toBeVisible();
  await checkPage(page);

  await page.goto('/consumption?from=31.02.2026&to=2026-01-01');
  await expect(page.getByRole('alert').first()).toBeFocused();
  await expect(page.getByText('Podaj pierwszy dzień, na przykład 01.05.2026').last()).toBeVisible();
  await expect(page.locator('[name=from]')).toHaveValue('31.02.2026');
  await expect(page.getByRole('table')).toHaveCount(0);
  await checkPage(page);
  await page.goto('/consumption?from=2026-03-02&to=2026-03-01');
  await expect(page.getByText('Ostatni dzień nie może być przed pierwszym').last()).toBeVisible();
});

test('a time without readings is not called zero; the way back leads to readings', async ({ page }) => {
  await signIn(page, demoSignIn('kończącą się legalizacją'));
  await page.goto('/consumption?from=2001-01-01&to=2001-12-31');
  await expect(page.getByRole('heading', { name: 'Nie znamy zużycia w tym czasie' })).toBeVisible();
  await expect(page.getByText('To nie znaczy, że zużycie było zerowe')).toBeVisible();
  await checkPage(page);
  await page.getByRole('link', { name: 'Pokaż ostatni rok z odczytami' }).click();
  await expect(page.getByRole('table')).toBeVisible();
});

test('a replaced meter is one with its successor; the expired garden meter is deducted in part only', async ({
  page,
}) => {
  await signIn(page, demoSignIn('legalizacja ogrodowego wygasła'));
  await page.goto('/consumption');
  await expect(page.locator('main')).toContainText('tylko gdy legalizacja jest ważna');
  expect(await cells(page, 2)).not.toContain('nie wiemy');
  const href = (await page.getByRole('link', { name: /^Wodomierz główny / }).getAttribute('href'))!;
  expect(await csv(page, href)).not.toMatch(/;;/);
  await page.goto(
    `/consumption?of=m-${
      /meter=(\w+)/.exec(
        (await page.getByRole('link', { name: /^Wodomierz ogrodowy / }).getAttribute('href'))!,
      )![1]
    }`,
  );
  await expect(page.getByText(/^wodomierz ogrodowy D\d+, ul\./).first()).toBeVisible();
  await expect(page.getByText('Koszt z VAT')).toHaveCount(0);
  await checkPage(page);
});

test('three properties together and one by one', async ({ page }) => {
  await signIn(page, demoSignIn('trzy nieruchomości'));
  await page.goto('/consumption?from=2026-02-01&to=2026-02-28');
  const together = litresOf((await cells(page, 2))[0]!);
  await checkPage(page);
  const values = await page
    .locator('[name=of] option')
    .evaluateAll(all => all.map(option => (option as HTMLOptionElement).value));
  const points = values.filter(value => value.startsWith('p-'));
  expect(points).toHaveLength(3);
  let sum = 0;
  for (const point of points) {
    await page.goto(`/consumption?from=2026-02-01&to=2026-02-28&of=${point}`);
    sum += litresOf((await cells(page, 2))[0]!);
  }
  expect(sum).toBe(together);
});

test('a former customer sees their own past and not a day more; a new one that there is nothing yet', async ({
  page,
}) => {
  await signIn(page, demoSignIn('były klient'));
  await page.goto('/consumption');
  const notice = await page.getByText(/^Umowa zakończona /).innerText();
  await expect(page.getByRole('table')).toBeVisible();
  await checkPage(page);
  const href = (await page.getByRole('link', { name: /^Wodomierz główny / }).getAttribute('href'))!;
  const later = new URL(href, page.url());
  later.searchParams.set('to', '2040-01-01');
  later.searchParams.set('from', '2039-01-01');
  later.searchParams.delete('dialect');
  expect(await csv(page, later.href)).toMatch(
    /^meter,from,to,m3,estimated\r\n(\w+,[\d-]+,[\d-]+,,false\r\n){12}$/,
  );
  expect(notice).toMatch(/Widzisz tu zużycie do tego dnia/);
  await page.context().clearCookies();
  await signIn(page, demoSignIn('jeszcze bez faktur'));
  await page.goto('/consumption');
  await expect(page.getByRole('heading', { name: 'Nie ma jeszcze czego pokazać' })).toBeVisible();
  await checkPage(page);
});

test('the file: bad parameters are 400 in plain words, another’s meter 404 exactly like one that is none', async ({
  page,
}) => {
  await signIn(page, demoSignIn('kończącą się legalizacją'));
  await page.goto('/consumption');
  const own = new URL(
    (await page.getByRole('link', { name: /^Wodomierz główny / }).getAttribute('href'))!,
    page.url(),
  ).searchParams.get('meter')!;
  const ask = (changes: Record<string, string>) => {
    const asked = { meter: own, from: '2026-01-01', to: '2026-04-01', step: 'month', ...changes };
    return page.request.get(`/consumption/csv?${new URLSearchParams(asked)}`);
  };
  const good = await ask({});
  expect(good.status()).toBe(200);
  const lines = (await good.text()).split('\r\n');
  expect(lines[0]).toBe('meter,from,to,m3,estimated');
  expect(lines[1]).toMatch(new RegExp(`^${own},2026-01-01,2026-02-01,\\d+(\\.\\d+)?,(true|false)$`));
  expect(lines).toHaveLength(5);
  for (const [changes, words] of [
    [{ from: '01.01.2026' }, 'from: not a day'],
    [{ from: '2026-02-30' }, 'from: not a day'],
    [{ to: '' }, 'to: not a day'],
    [{ to: '2026-01-01' }, 'to: must be later than from'],
    [{ from: '1950-01-01' }, 'to: at most 25 years after from'],
    [{ step: 'hour' }, 'step: one of day, week, month, total'],
    [{ meter: '' }, 'meter: the serial number is missing'],
    [{ dialect: 'de' }, 'dialect: pl, or left out'],
  ] as const) {
    const answer = await ask(changes);
    expect(answer.status(), JSON.stringify(changes)).toBe(400);
    expect(answer.headers()['content-type']).toBe('text/plain; charset=utf-8');
    expect(await answer.text()).toContain(words);
  }
  await page.context().clearCookies();
  await signIn(page, demoSignIn('nadpłata'));
  const [foreign, none] = [await ask({}), await ask({ meter: 'W999999' })];
  expect([foreign.status(), none.status()]).toEqual([404, 404]);
  expect(await foreign.text()).toBe(await none.text());
});

test('in English', async ({ page }) => {
  await signIn(page, demoSignIn('nadpłata'));
  await page.context().addCookies([{ name: 'locale', value: 'en', url: page.url() }]);
  await page.goto('/consumption?from=2026-03-01&to=2026-04-30');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Water use');
  await expect(page.locator('tbody tr').first()).toContainText('March 2026');
  await expect(page.getByRole('link', { name: /^Main meter / })).not.toHaveAttribute('href', /dialect/);
  await checkPage(page);
});

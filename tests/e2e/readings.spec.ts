import sharp from 'sharp';
import { forgetReadings } from './readings';
import { checkPage, demoSignIn, expect, signIn, test } from './support';

test.describe.configure({ mode: 'serial' });
const who = () => demoSignIn('zmieniony rachunek');

test('plain: two digits more than before, accepted at once, with a reference, and corrected', async ({
  page,
}) => {
  const [meter] = await forgetReadings(who());
  await signIn(page, who());
  await page.goto('/dashboard');
  await page.getByRole('main').getByRole('link', { name: 'Podaj stan wodomierza' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Podaj stan wodomierza');
  await expect(page.getByText(/Poprzednio/)).toBeVisible();
  await checkPage(page);

  // By keyboard alone: the first field, then Enter.
  await page.getByLabel('Stan w m³').focus();
  await page.keyboard.type(String(meter!.last + 1));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Stan przyjęty. Dziękujemy!');
  await expect(page).toHaveURL(/\/readings\/[0-9A-Z]{10}$/);
  await checkPage(page);
  const first = page.url();

  await page.getByRole('link', { name: 'Popraw ten stan' }).click();
  await expect(page.getByLabel('Stan w m³')).toHaveValue(String(meter!.last + 1));
  await page.getByLabel('Stan w m³').fill(String(meter!.last + 2));
  await page.getByRole('button', { name: 'Wyślij stan' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Stan przyjęty. Dziękujemy!');
  expect(page.url()).not.toBe(first);
  await page.goto(first);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Stan zastąpiony poprawionym');
});

test('history: what was given and every other state, as a file too', async ({ page }) => {
  await signIn(page, who());
  await page.goto('/readings');
  await expect(page.getByRole('region', { name: 'Podane przez Ciebie' })).toContainText('przyjęty');
  await checkPage(page);
  const link = page.getByRole('link', { name: /CSV/ });
  const answer = await page.request.get((await link.getAttribute('href')) ?? '');
  expect(answer.headers()['content-type']).toContain('text/csv');
  expect((await answer.text()).split('\r\n')[0]).toBe(
    '\ufeffmeter_serial;read_on;value_m3;kind;role;source;invoice_number',
  );
});

test('refused: letters and tomorrow, each beside its field, and what was typed stays', async ({ page }) => {
  await forgetReadings(who());
  await signIn(page, who());
  await page.goto('/readings/new');
  await page.getByLabel('Stan w m³').fill('43a');
  await page.getByRole('button', { name: 'Wyślij stan' }).click();
  await expect(page.locator('main form [role=alert]')).toContainText('Wpisz same czarne cyfry');
  await expect(page.locator('main form [role=alert]')).toBeFocused();
  await expect(page).toHaveTitle(/^Błąd: /);
  await expect(page.getByLabel('Stan w m³')).toHaveValue('43a');
  await checkPage(page);
  await page.getByLabel('Stan w m³').fill('123456789');
  await page.getByRole('button', { name: 'Wyślij stan' }).click();
  await expect(page.locator('main form [role=alert]')).toContainText('Ten wodomierz ma');
  await page.getByLabel('Stan w m³').fill('1');
  await page.getByLabel('Dzień odczytu').fill('2099-01-01');
  await page.getByRole('button', { name: 'Wyślij stan' }).click();
  await expect(page.locator('main form [role=alert]')).toContainText('jeszcze nie nadszedł');
});

test('asked: far above the usual, with a photo from a phone, waits for review; the photo has no EXIF', async ({
  page,
}) => {
  const [meter] = await forgetReadings(who());
  const typed = String(meter!.last + 900);
  await signIn(page, who());
  await page.goto('/readings/new');
  await page.getByLabel('Stan w m³').fill(typed);
  await page.getByRole('button', { name: 'Wyślij stan' }).click();
  const question = page.getByRole('group', { name: /^To o .* więcej niż poprzednio/ });
  await expect(question).toBeFocused();
  await expect(question).toContainText('Zwykle w tym czasie zużywasz');
  await expect(page.getByLabel('Stan w m³')).toHaveValue(typed);
  await checkPage(page);

  await page.getByRole('button', { name: 'Wyślij stan' }).click();
  await expect(page.locator('main form [role=alert]')).toContainText('Wybierz jedną z odpowiedzi');
  await expect(question).toBeVisible();
  await checkPage(page);

  // What is no picture is told at once, and by the server as well.
  await question.getByLabel(/Tak, stan jest poprawny/).check();
  await question.getByLabel(/Wyjaśnienie/).fill('Napełnialiśmy basen.');
  const photo = question.getByLabel(/Zdjęcie licznika/);
  await photo.setInputFiles({
    name: 'a.heic',
    mimeType: 'image/heic',
    buffer: Buffer.from('\0\0\0\x18ftypheic'),
  });
  await expect(question).toContainText('Tego pliku nie odczytamy');
  await photo.setInputFiles({
    name: 'a.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1'),
  });
  await page.getByRole('button', { name: 'Wyślij stan' }).click();
  await expect(page.locator('main form [role=alert]')).toContainText('HEIC');
  await expect(question.getByLabel(/Wyjaśnienie/)).toHaveValue('Napełnialiśmy basen.');

  const picture = await sharp({ create: { width: 2000, height: 1500, channels: 3, background: '#555555' } })
    .withExif({ IFD0: { Make: 'Aparat Próbny' } })
    .jpeg()
    .toBuffer();
  expect(picture.includes('Aparat')).toBe(true);
  await photo.setInputFiles({ name: 'licznik.jpg', mimeType: 'image/jpeg', buffer: picture });
  await page.getByRole('button', { name: 'Wyślij stan' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Stan zapisany, sprawdzimy go');
  await checkPage(page);
  const image = page.getByRole('img', { name: 'Zdjęcie licznika' });
  const answer = await page.request.get((await image.getAttribute('src')) ?? '');
  expect(answer.headers()).toMatchObject({
    'content-type': 'image/jpeg',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  });
  const kept = await answer.body();
  expect(await sharp(kept).metadata()).toMatchObject({ width: 1600, height: 1200, format: 'jpeg' });
  expect((await sharp(kept).metadata()).exif).toBeUndefined();
  expect(kept.includes('Aparat')).toBe(false);
});

test('a photo of 11 MB is told its size and the form stays', async ({ page }) => {
  const [meter] = await forgetReadings(who());
  await signIn(page, who());
  await page.goto('/readings/new');
  await page.getByLabel('Stan w m³').fill(String(meter!.last + 900));
  await page.getByRole('button', { name: 'Wyślij stan' }).click();
  await page.getByLabel(/Tak, stan jest poprawny/).check();
  // As without the check that the browser makes.
  await page.locator('input[type=file]').evaluate((input: HTMLInputElement) => {
    const files = new DataTransfer();
    files.items.add(new File([new Uint8Array(11 * 1024 * 1024)], 'a.jpg', { type: 'image/jpeg' }));
    input.files = files.files;
  });
  await page.getByRole('button', { name: 'Wyślij stan' }).click();
  await expect(page.locator('main form [role=alert]')).toContainText('więcej niż 10 MB');
  await expect(page.getByLabel('Stan w m³')).toHaveValue(String(meter!.last + 900));
});

test('two properties: one at a time; main and garden meter on one screen, the garden one may be left out', async ({
  page,
}) => {
  const who = demoSignIn('dwie nieruchomości');
  await forgetReadings(who);
  await signIn(page, who);
  await page.goto('/readings/new');
  await expect(page.getByRole('heading', { level: 2 })).toHaveText('Pod którym adresem?');
  await checkPage(page);
  const places = page.getByRole('region', { name: 'Pod którym adresem?' }).getByRole('link');
  for (const place of await places.evaluateAll(links => links.map(link => link.getAttribute('href') ?? ''))) {
    await page.goto(place);
    if ((await page.getByLabel('Stan w m³').count()) === 2) break;
  }
  await expect(page.getByLabel('Stan w m³')).toHaveCount(2);
  await checkPage(page);
  await page.getByRole('button', { name: 'Wyślij stan' }).click();
  await expect(page.locator('main form [role=alert]')).toContainText('Wpisz stan wodomierza.');
  const before = await page
    .getByText(/Poprzednio/)
    .first()
    .innerText();
  const state = /Poprzednio ([\d\u00a0]+)\u00a0m³/.exec(before)?.[1]?.replace(/\D/g, '') ?? '';
  await page.getByLabel('Stan w m³').first().fill(state);
  await page.getByRole('button', { name: 'Wyślij stan' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Stan przyjęty. Dziękujemy!');
  await expect(page.getByRole('heading', { level: 2, name: 'Wodomierz ogrodowy' })).toHaveCount(0);
});

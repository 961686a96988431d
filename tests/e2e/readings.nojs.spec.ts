import { createHash, randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { forgetReadings, withSql } from './readings';
import { demoSignIn, expect, signIn, test } from './support';

test.describe.configure({ mode: 'serial' });
const who = () => demoSignIn('zapłacona częściowo');

test('asked and answered with a photo, without JavaScript', async ({ page }) => {
  const [meter] = await forgetReadings(who());
  const typed = String(meter!.last + 900);
  await page.setViewportSize({ width: 320, height: 640 });
  await signIn(page, who());
  await page.goto('/readings/new');
  await page.getByLabel('Stan w m³').fill(typed);
  await page.getByRole('button', { name: 'Wyślij stan' }).click();
  await expect(page.getByText(/więcej niż poprzednio/)).toBeVisible();
  await expect(page.getByLabel('Stan w m³')).toHaveValue(typed);
  await page.getByLabel(/Tak, stan jest poprawny/).check();
  const buffer = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#555555' } })
    .webp()
    .toBuffer();
  await page.getByLabel(/Zdjęcie licznika/).setInputFiles({ name: 'a.webp', mimeType: 'image/webp', buffer });
  await page.getByRole('button', { name: 'Wyślij stan' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Stan zapisany, sprawdzimy go');
  await expect(page.getByRole('img', { name: 'Zdjęcie licznika' })).toBeVisible();
});

test('the public form: right and wrong numbers get the same page', async ({ page }) => {
  const [meter] = await forgetReadings(who());
  const send = async (customerNumber: string, value: string) => {
    await page.goto('/readings/public');
    await page.getByLabel('Numer klienta').fill(customerNumber);
    await page.getByLabel('Numer wodomierza').fill(meter!.serial);
    await page.getByLabel('Stan w m³').fill(value);
    await page.getByRole('button', { name: 'Wyślij stan' }).click();
    await page.waitForURL('**/readings/public/sent?ref=*');
    return (await page.getByRole('main').innerText()).replace(/[0-9A-Z]{10}/, 'REF');
  };
  const right = await send(meter!.customerNumber.toLowerCase(), String(meter!.last + 1));
  const wrong = await send('K-999999', String(meter!.last + 1));
  expect(wrong).toBe(right);
  expect(right).toContain('Jeśli numer klienta i numer wodomierza do siebie pasują');
  const stored = await withSql(
    sql => sql`select s.state from submitted_readings s join meters m on m.id = s.meter_id
      where m.serial_number = ${meter!.serial} and s.channel = 'public' and s.state <> 'withdrawn'`,
  );
  expect(stored).toHaveLength(1);
});

test('the public form refuses letters beside the field', async ({ page }) => {
  await page.goto('/readings/public');
  await page.getByLabel('Stan w m³').fill('abc');
  await page.getByRole('button', { name: 'Wyślij stan' }).click();
  await expect(page.locator('main form [role=alert]')).toContainText('Podaj numer klienta.');
  await expect(page.locator('main form [role=alert]')).toContainText('Podaj numer wodomierza.');
});

test('a link: one meter, nobody’s name, once', async ({ page }) => {
  const [meter] = await forgetReadings(who());
  const token = randomBytes(24).toString('base64url');
  const name = await withSql(async sql => {
    await sql`
      insert into reading_links (token_hash, meter_id, customer_id, created_at, expires_at)
      select ${createHash('sha256').update(token).digest('hex')}, m.id, c.id, now(), now() + interval '10 days'
      from meters m, customers c
      where m.serial_number = ${meter!.serial} and c.customer_number = ${meter!.customerNumber}`;
    const [row] =
      await sql`select name, street from customers where customer_number = ${meter!.customerNumber}`;
    return row as { name: string; street: string };
  });
  await page.goto(`/r/${token}`);
  const shown = await page.getByRole('main').innerText();
  expect(shown).toContain(`numer kończy się na ${meter!.serial.slice(-4)}`);
  for (const personal of [name.name, name.street, meter!.customerNumber, meter!.serial, String(meter!.last)])
    expect(shown).not.toContain(personal);
  await page.getByLabel('Stan w m³').fill(String(meter!.last + 900));
  await page.getByRole('button', { name: 'Wyślij stan' }).click();
  await expect(page.getByText('Tego stanu się nie spodziewaliśmy.')).toBeVisible();
  expect(await page.getByRole('main').innerText()).not.toContain(String(meter!.last));
  await page.getByLabel('Stan w m³').fill(String(meter!.last + 1));
  await page.getByRole('button', { name: 'Wyślij stan' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dziękujemy, zapisaliśmy stan wodomierza');
  await page.goto(`/r/${token}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ten odnośnik już nie działa');
});

import { createHash, randomBytes } from 'node:crypto';
import { forgetReadings, withSql } from './readings';
import { checkPage, demoSignIn, expect, test } from './support';

test('public form, empty, refused and sent', async ({ page }) => {
  await page.goto('/readings/public');
  await checkPage(page);
  await page.getByRole('button', { name: 'Wyślij stan' }).click();
  await expect(page.locator('main form [role=alert]')).toBeFocused();
  await checkPage(page);
  await page.goto('/readings/public/sent?ref=7K3M9Q2X4T');
  await expect(page.getByText('7K3M9Q2X4T')).toBeVisible();
  await checkPage(page);
});

// Once: both screens would read the same meter.
test('link: the form and its question', { tag: '@desktop' }, async ({ page }) => {
  const [meter] = await forgetReadings(demoSignIn('faktury korygujące'));
  const token = randomBytes(24).toString('base64url');
  await withSql(
    sql => sql`
      insert into reading_links (token_hash, meter_id, customer_id, created_at, expires_at)
      select ${createHash('sha256').update(token).digest('hex')}, m.id, c.id, now(), now() + interval '10 days'
      from meters m, customers c
      where m.serial_number = ${meter!.serial} and c.customer_number = ${meter!.customerNumber}`,
  );
  await page.goto(`/r/${token}`);
  await checkPage(page);
  await page.getByLabel('Stan w m³').fill('0');
  await page.getByRole('button', { name: 'Wyślij stan' }).click();
  await expect(page.getByRole('group', { name: 'Tego stanu się nie spodziewaliśmy.' })).toBeFocused();
  await checkPage(page);
  await page.goto('/r/unknown');
  await checkPage(page);
});

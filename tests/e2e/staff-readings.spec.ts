/** Readings that wait: the queue with its filters, one with what helps to decide, and a decision on several. */
import postgres from 'postgres';
import { signInAsStaff } from './staff';
import { checkPage, expect, test } from './support';

/** Two readings of a customer of the demo data that the rules ask about, on days of their own. */
async function twoInReview(): Promise<string[]> {
  const sql = postgres(process.env.E2E_DATABASE_URL ?? '', { max: 1 });
  const rows = await sql<{ ref: string }[]>`
    insert into submitted_readings (meter_id, customer_id, channel, form_key, read_on, value_l, state, question,
      answer, note, expected_from_l, expected_to_l, submitted_at)
    select m.id, k.customer_id, 'portal', gen_random_uuid()::text, current_date - n, 99000000, 'in_review',
      'above_expected', 'correct', 'Napełnialiśmy basen.', 100000, 120000, now() - interval '2 days'
    from generate_series(1, 2) n, lateral (
      select m.id, m.service_point_id from meters m join contracts k using (service_point_id)
      where m.removed_on is null and m.role = 'main'
        and not exists (select from submitted_readings s where s.meter_id = m.id)
        and not exists (select from readings r where r.meter_id = m.id and r.read_at > now() - interval '10 days')
      order by random() limit 1) m,
      lateral (select customer_id from contracts where service_point_id = m.service_point_id limit 1) k
    returning ref`;
  await sql`
    insert into submitted_reading_states (submission_id, state, at)
    select id, state, submitted_at from submitted_readings where ref = any(${rows.map(({ ref }) => ref)})`;
  await sql.end();
  return rows.map(({ ref }) => ref);
}

test(
  'review: one is rejected with a reason, the other approved among many',
  { tag: '@desktop' },
  async ({ page }) => {
    test.setTimeout(240_000);
    const [first, second] = await twoInReview();
    await signInAsStaff(page, 'customer_service');
    await page.goto('/admin/readings?state=in_review&channel=portal');
    await checkPage(page);
    await page.locator(`a[href="/admin/readings/${first}"]`).click();
    await expect(page.getByText('Napełnialiśmy basen.')).toBeVisible();
    await checkPage(page);
    await page.getByRole('button', { name: 'Odrzuć stan' }).click();
    await expect(page.getByRole('alert').first()).toContainText('Wpisz powód');
    await page.locator('#reject-reason').fill('Prosimy o zdjęcie licznika.');
    await page.getByRole('button', { name: 'Odrzuć stan' }).click();
    await expect(page.getByText('klient dostanie mail z powodem')).toBeVisible();
    await page.locator(`input[name=ref][value="${second}"]`).check();
    await page.getByRole('button', { name: 'Zatwierdź wybrane' }).click();
    await expect(page.getByText('zacznie się liczyć')).toBeVisible();
    await checkPage(page);
    await page.getByRole('button', { name: 'Zatwierdź 1' }).click();
    await expect(page.getByText('Odczyt jest zatwierdzony.')).toBeVisible();
  },
);

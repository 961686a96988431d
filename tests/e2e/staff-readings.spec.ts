/** Readings that wait: the queue with its filters, one with what helps to decide, and a decision on several. */
import { readingsInReview } from './office-work';
import { signInAsStaff } from './staff';
import { checkPage, expect, test } from './support';

test(
  'review: one is rejected with a reason, the other approved among many',
  { tag: '@desktop' },
  async ({ page }) => {
    test.setTimeout(240_000);
    const [first, second] = await readingsInReview(2);
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

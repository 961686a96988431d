import { demoSignIn, expect, signIn, test } from './support';

test('round the customer’s pages by the navigation: meters, contracts, and a calendar file', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await signIn(page, demoSignIn('kończącą się legalizacją'));
  const navigation = page.getByRole('navigation', { name: 'Główne' });
  await navigation.locator('summary').click();
  await navigation.getByRole('link', { name: 'Wodomierze' }).click();
  await expect(page.getByRole('region', { name: 'Wodomierz ogrodowy' })).toContainText(
    /kończy się za \d+ dni/,
  );
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Dodaj do kalendarza' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('legalizacja-wodomierzy.ics');
  await navigation.locator('summary').click();
  await navigation.getByRole('link', { name: 'Umowy' }).click();
  await expect(page.getByText('na czas nieokreślony')).toBeVisible();
  await page.getByRole('link', { name: 'Wodomierze pod tym adresem' }).click();
  await expect(page).toHaveURL('/meters');
});

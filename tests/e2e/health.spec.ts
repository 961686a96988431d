import { expect, test } from '@playwright/test';

test('the portal and its database answer', async ({ request }) => {
  expect((await request.get('/api/health/live')).status()).toBe(200);
  expect((await request.get('/api/health/ready')).status()).toBe(200);
});

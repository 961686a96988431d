/**
 * The environment of every test file, set before anything is imported: none of the caller's own settings, and
 * a database that does not exist until the file asks for one with `testDatabase()`.
 */
Object.assign(process.env, {
  APP_ENV: 'test',
  APP_URL: 'http://localhost:3000',
  AUTH_SECRET: 'a-secret-for-the-tests-which-signs-nothing-real',
  CRON_SECRET: 'a-cron-secret-for-the-tests',
  DELIVERY: 'outbox',
  SMS_WINDOW: '00:00-24:00',
  DATABASE_URL: 'postgresql://127.0.0.1:1/call_testDatabase_first',
});
for (const name of Object.keys(process.env)) {
  if (/^(RESEND|TWILIO|MAIL)_|^(UTILITY_CONFIG|MIGRATION_DATABASE_URL)$/.test(name)) delete process.env[name];
}

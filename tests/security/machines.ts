import { endpoints } from './endpoints';

export const machineEndpoints = [
  ...endpoints('cron', {
    '/api/cron/invoice-issued': 'route',
    '/api/cron/payment-due': 'route',
    '/api/cron/contract-expiry': 'route',
    '/api/cron/legalisation-expiry': 'route',
    '/api/cron/deliver': 'route',
  }),
  ...endpoints('webhook', {
    // the provider's signature is the guard; nobody gets them
    '/api/webhooks/resend': 'route',
    '/api/webhooks/twilio': 'route',
  }),
];

import { cronRoute } from '../cron-route';

export const dynamic = 'force-dynamic';
// As MAX_DURATION_SECONDS of lib/notifications/jobs; the framework wants a plain number here.
export const maxDuration = 60;

export const GET = cronRoute('payment-due');
export const POST = cronRoute('payment-due');

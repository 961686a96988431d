import { cronRoute } from '../cron-route';

export const dynamic = 'force-dynamic';
// As MAX_DURATION_SECONDS of lib/notifications/jobs; the framework wants a plain number here.
export const maxDuration = 60;

export const GET = cronRoute('legalisation-expiry');
export const POST = cronRoute('legalisation-expiry');

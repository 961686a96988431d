import { jsonFeed } from '@/lib/announcements/feeds';
import { feedAnswer } from '../feed-answer';

export const dynamic = 'force-dynamic';

/** The public announcements as JSON Feed 1.1. */
export const GET = (request: Request): Promise<Response> =>
  feedAnswer(request, 'application/feed+json', jsonFeed);

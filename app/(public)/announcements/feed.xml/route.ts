import { rssFeed } from '@/lib/announcements/feeds';
import { feedAnswer } from '../feed-answer';

export const dynamic = 'force-dynamic';

/** The public announcements as RSS 2.0. */
export const GET = (request: Request): Promise<Response> =>
  feedAnswer(request, 'application/rss+xml', rssFeed);

import type { Metadata } from 'next';
import { eventTypes } from '../../../feed/event-types.ts';
import { FeedPage } from '../../../feed/feed-page.tsx';
import { loadFeedFilters } from '../../../feed/filters.ts';
import { newestEventsQuery } from '../../../feed/queries.ts';
import { config } from '../../../server/config.ts';
import { FirstPaint } from '../../../server/first-paint.tsx';
import { serverApi } from '../../../server/server-api.ts';

export const metadata: Metadata = { title: 'Feed' };

export default async function Feed({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [api, filters] = await Promise.all([serverApi(), loadFeedFilters(searchParams)]);
  return (
    <FirstPaint reads={[(client) => client.query(newestEventsQuery(api, filters))]}>
      <FeedPage apiUrl={config().apiUrl} types={eventTypes} />
    </FirstPaint>
  );
}

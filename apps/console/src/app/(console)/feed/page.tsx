import { CLOUD_EVENT_TYPE_PREFIX, eventData } from '@tools-provider/contracts';
import type { Metadata } from 'next';
import { FeedPage } from '../../../feed/feed-page.tsx';
import { loadFeedFilters } from '../../../feed/filters.ts';
import { newestEventsQuery } from '../../../feed/queries.ts';
import { config } from '../../../server/config.ts';
import { FirstPaint } from '../../../server/first-paint.tsx';
import { serverApi } from '../../../server/server-api.ts';

export const metadata: Metadata = { title: 'Feed' };

// Only the names go to the browser, and not the schemas.
const types = Object.keys(eventData).map((name) => CLOUD_EVENT_TYPE_PREFIX + name);

export default async function Feed({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [api, filters] = await Promise.all([serverApi(), loadFeedFilters(searchParams)]);
  return (
    <FirstPaint reads={[(client) => client.query(newestEventsQuery(api, filters))]}>
      <FeedPage apiUrl={config().apiUrl} types={types} />
    </FirstPaint>
  );
}

import type { Metadata } from 'next';
import { FirstPaint } from '../../../server/first-paint.tsx';
import { serverApi } from '../../../server/server-api.ts';
import { loadSourceFilters } from '../../../source/list-filters.ts';
import { sourcesQuery } from '../../../source/queries.ts';
import { Sources } from '../../../source/sources.tsx';

export const metadata: Metadata = { title: 'Sources' };

export default async function SourcesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [api, filters] = await Promise.all([serverApi(), loadSourceFilters(searchParams)]);
  return (
    <FirstPaint reads={[(client) => client.infiniteQuery(sourcesQuery(api, filters))]}>
      <Sources />
    </FirstPaint>
  );
}

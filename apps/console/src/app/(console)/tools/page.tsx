import type { Metadata } from 'next';
import { allLabelsQuery } from '../../../label/queries.ts';
import { FirstPaint } from '../../../server/first-paint.tsx';
import { serverApi } from '../../../server/server-api.ts';
import { readSourcesAndTools } from '../../../tool/first-reads.ts';
import { loadToolFilters } from '../../../tool/list-filters.ts';
import { Tools } from '../../../tool/tools.tsx';

export const metadata: Metadata = { title: 'Tools' };

export default async function ToolsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [api, filters] = await Promise.all([serverApi(), loadToolFilters(searchParams)]);
  return (
    <FirstPaint
      reads={[readSourcesAndTools(api, filters), (client) => client.infiniteQuery(allLabelsQuery(api))]}
    >
      <Tools />
    </FirstPaint>
  );
}

import type { Metadata } from 'next';
import { FirstPaint } from '../../../server/first-paint.tsx';
import { serverApi } from '../../../server/server-api.ts';
import { loadToolGroupFilters } from '../../../tool-group/list-filters.ts';
import { toolGroupsQuery } from '../../../tool-group/queries.ts';
import { ToolGroups } from '../../../tool-group/tool-groups.tsx';
import { viewsQuery } from '../../../views/queries.ts';

export const metadata: Metadata = { title: 'Tool groups' };

export default async function ToolGroupsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [api, filters] = await Promise.all([serverApi(), loadToolGroupFilters(searchParams)]);
  return (
    <FirstPaint
      reads={[
        (client) => client.infiniteQuery(toolGroupsQuery(api, filters)),
        (client) => client.query(viewsQuery(api, 'tool-groups')),
      ]}
    >
      <ToolGroups />
    </FirstPaint>
  );
}

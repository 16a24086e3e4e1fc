import type { QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { FirstPaint } from '../../../server/first-paint.tsx';
import { serverApi } from '../../../server/server-api.ts';
import { loadTaskFilters } from '../../../task/list-filters.ts';
import { CARDS, tasksQuery } from '../../../task/queries.ts';
import { boardOrder } from '../../../task/status.ts';
import { Tasks } from '../../../task/tasks.tsx';
import { viewsQuery } from '../../../views/queries.ts';

export const metadata: Metadata = { title: 'Tasks' };

export default async function TasksPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [api, filters] = await Promise.all([serverApi(), loadTaskFilters(searchParams)]);
  const lists =
    filters.layout === 'board'
      ? boardOrder.map((status) => tasksQuery(api, { ...filters, status }, CARDS))
      : [tasksQuery(api, filters)];
  return (
    <FirstPaint
      reads={[
        ...lists.map((list) => (client: QueryClient) => client.infiniteQuery(list)),
        (client) => client.query(viewsQuery(api, 'tasks')),
      ]}
    >
      <Tasks />
    </FirstPaint>
  );
}

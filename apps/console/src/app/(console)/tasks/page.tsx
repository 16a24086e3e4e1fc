import type { Metadata } from 'next';
import { FirstPaint } from '../../../server/first-paint.tsx';
import { serverApi } from '../../../server/server-api.ts';
import { loadTaskFilters } from '../../../task/list-filters.ts';
import { tasksQuery } from '../../../task/queries.ts';
import { Tasks } from '../../../task/tasks.tsx';
import { viewsQuery } from '../../../views/queries.ts';

export const metadata: Metadata = { title: 'Tasks' };

export default async function TasksPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [api, filters] = await Promise.all([serverApi(), loadTaskFilters(searchParams)]);
  return (
    <FirstPaint
      reads={[
        (client) => client.infiniteQuery(tasksQuery(api, filters)),
        (client) => client.query(viewsQuery(api, 'tasks')),
      ]}
    >
      <Tasks />
    </FirstPaint>
  );
}

import { Overview } from '../../overview/overview.tsx';
import { overviewGroupsQuery, overviewTasksQuery } from '../../overview/queries.ts';
import { FirstPaint } from '../../server/first-paint.tsx';
import { serverApi } from '../../server/server-api.ts';

export default async function OverviewPage() {
  const api = await serverApi();
  return (
    <FirstPaint
      reads={[
        (client) => client.infiniteQuery(overviewGroupsQuery(api)),
        (client) => client.infiniteQuery(overviewTasksQuery(api)),
      ]}
    >
      <Overview />
    </FirstPaint>
  );
}

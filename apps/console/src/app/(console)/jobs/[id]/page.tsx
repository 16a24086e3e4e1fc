import type { Metadata } from 'next';
import { JobPage as Page } from '../../../../job/job-page.tsx';
import { loadJobItemFilters } from '../../../../job/list-filters.ts';
import { jobItemsQuery, jobQuery } from '../../../../job/queries.ts';
import { FirstPaint } from '../../../../server/first-paint.tsx';
import { serverApi } from '../../../../server/server-api.ts';

export const metadata: Metadata = { title: 'Job' };

export default async function JobPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [api, { id }, { outcome }] = await Promise.all([
    serverApi(),
    params,
    loadJobItemFilters(searchParams),
  ]);
  return (
    <FirstPaint
      reads={[
        (client) => client.query(jobQuery(api, id)),
        (client) => client.infiniteQuery(jobItemsQuery(api, id, outcome)),
      ]}
    >
      <Page id={id} />
    </FirstPaint>
  );
}

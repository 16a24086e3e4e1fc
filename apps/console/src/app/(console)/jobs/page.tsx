import type { Metadata } from 'next';
import { Jobs } from '../../../job/jobs.tsx';
import { jobsQuery } from '../../../job/queries.ts';
import { FirstPaint } from '../../../server/first-paint.tsx';
import { serverApi } from '../../../server/server-api.ts';

export const metadata: Metadata = { title: 'Jobs' };

export default async function JobsPage() {
  const api = await serverApi();
  return (
    <FirstPaint reads={[(client) => client.infiniteQuery(jobsQuery(api))]}>
      <Jobs />
    </FirstPaint>
  );
}

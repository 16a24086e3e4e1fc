import type { Metadata } from 'next';
import { FirstPaint } from '../../../../server/first-paint.tsx';
import { serverApi } from '../../../../server/server-api.ts';
import { toolGroupQuery } from '../../../../tool-group/queries.ts';
import { ToolGroupDetail } from '../../../../tool-group/tool-group-detail.tsx';

export const metadata: Metadata = { title: 'Tool group' };

export default async function ToolGroupPage({ params }: { params: Promise<{ id: string }> }) {
  const [api, { id }] = await Promise.all([serverApi(), params]);
  return (
    <FirstPaint reads={[(client) => client.query(toolGroupQuery(api, id))]}>
      <ToolGroupDetail id={id} />
    </FirstPaint>
  );
}

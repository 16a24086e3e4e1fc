import type { QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { historyQuery } from '../../../../history/queries.ts';
import { FirstPaint } from '../../../../server/first-paint.tsx';
import { serverApi } from '../../../../server/server-api.ts';
import { loadGroupPageState } from '../../../../tool-group/page-state.ts';
import { toolGroupQuery } from '../../../../tool-group/queries.ts';
import { ToolGroupDetail } from '../../../../tool-group/tool-group-detail.tsx';

export const metadata: Metadata = { title: 'Tool group' };

export default async function ToolGroupPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [api, { id }, { tab }] = await Promise.all([serverApi(), params, loadGroupPageState(searchParams)]);
  return (
    <FirstPaint
      reads={[
        (client) => client.query(toolGroupQuery(api, id)),
        ...(tab === 'history'
          ? [(client: QueryClient) => client.infiniteQuery(historyQuery(api, 'tool-group', id))]
          : []),
      ]}
    >
      <ToolGroupDetail id={id} />
    </FirstPaint>
  );
}

import type { QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { historyQuery } from '../../../../history/queries.ts';
import { FirstPaint } from '../../../../server/first-paint.tsx';
import { serverApi } from '../../../../server/server-api.ts';
import { loadGroupPageState } from '../../../../tool-group/page-state.ts';
import { pastToolGroupQuery, toolGroupQuery } from '../../../../tool-group/queries.ts';
import { ToolGroupDetail } from '../../../../tool-group/tool-group-detail.tsx';
import { groupToolsQuery } from '../../../../tool-group/tools-query.ts';

export const metadata: Metadata = { title: 'Tool group' };

export default async function ToolGroupPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [api, { id }, state] = await Promise.all([serverApi(), params, loadGroupPageState(searchParams)]);
  const reads = [(client: QueryClient): Promise<unknown> => client.query(toolGroupQuery(api, id))];
  const { atRevision } = state;
  if (atRevision !== null) reads.push((client) => client.query(pastToolGroupQuery(api, id, atRevision)));
  if (state.tab === 'tools') reads.push((client) => client.infiniteQuery(groupToolsQuery(api, id, state)));
  if (state.tab === 'history')
    reads.push((client) => client.infiniteQuery(historyQuery(api, 'tool-group', id)));
  return (
    <FirstPaint reads={reads}>
      <ToolGroupDetail id={id} />
    </FirstPaint>
  );
}

import type { QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { historyQuery } from '../../../../history/queries.ts';
import { allLabelsQuery } from '../../../../label/queries.ts';
import { FirstPaint } from '../../../../server/first-paint.tsx';
import { serverApi } from '../../../../server/server-api.ts';
import { loadSourcePageState } from '../../../../source/page-state.ts';
import { sourceQuery } from '../../../../source/queries.ts';
import { SourceDetail } from '../../../../source/source-detail.tsx';
import { readSourceAndItsTools } from '../../../../tool/first-reads.ts';
import { loadToolFilters } from '../../../../tool/list-filters.ts';

export const metadata: Metadata = { title: 'Source' };

export default async function SourcePage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [api, { id }, { tab }, { search }] = await Promise.all([
    serverApi(),
    params,
    loadSourcePageState(searchParams),
    loadToolFilters(searchParams),
  ]);
  const readHistory = (client: QueryClient) => client.infiniteQuery(historyQuery(api, 'source', id));
  return (
    <FirstPaint
      reads={
        tab === 'tools'
          ? [readSourceAndItsTools(api, id, search), (client) => client.infiniteQuery(allLabelsQuery(api))]
          : [(client) => client.query(sourceQuery(api, id)), ...(tab === 'history' ? [readHistory] : [])]
      }
    >
      <SourceDetail id={id} />
    </FirstPaint>
  );
}

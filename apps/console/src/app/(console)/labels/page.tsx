import type { Metadata } from 'next';
import { Labels } from '../../../label/labels.tsx';
import { loadLabelFilters } from '../../../label/list-filters.ts';
import { labelsQuery } from '../../../label/queries.ts';
import { FirstPaint } from '../../../server/first-paint.tsx';
import { serverApi } from '../../../server/server-api.ts';

export const metadata: Metadata = { title: 'Labels' };

export default async function LabelsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [api, filters] = await Promise.all([serverApi(), loadLabelFilters(searchParams)]);
  return (
    <FirstPaint reads={[(client) => client.infiniteQuery(labelsQuery(api, filters))]}>
      <Labels />
    </FirstPaint>
  );
}

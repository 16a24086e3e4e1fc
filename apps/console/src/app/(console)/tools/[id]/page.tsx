import type { Metadata } from 'next';
import { allLabelsQuery } from '../../../../label/queries.ts';
import { FirstPaint } from '../../../../server/first-paint.tsx';
import { serverApi } from '../../../../server/server-api.ts';
import { readSourceAndTool } from '../../../../tool/first-reads.ts';
import { groupsOfToolQuery } from '../../../../tool/queries.ts';
import { ToolPage } from '../../../../tool/tool-page.tsx';

export const metadata: Metadata = { title: 'Tool' };

export default async function ToolRoute({ params }: { params: Promise<{ id: string }> }) {
  const [api, { id: encoded }] = await Promise.all([serverApi(), params]);
  const id = decodeURIComponent(encoded);
  return (
    <FirstPaint
      reads={[
        readSourceAndTool(api, id),
        (client) => client.infiniteQuery(groupsOfToolQuery(api, id)),
        (client) => client.infiniteQuery(allLabelsQuery(api)),
      ]}
    >
      <ToolPage id={id} />
    </FirstPaint>
  );
}

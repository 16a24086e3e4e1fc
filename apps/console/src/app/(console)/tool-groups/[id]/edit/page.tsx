import type { Me } from '@tools-provider/contracts';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { FirstPaint } from '../../../../../server/first-paint.tsx';
import { serverApi } from '../../../../../server/server-api.ts';
import { mayCurate } from '../../../../../session/permissions.ts';
import { EditToolGroup } from '../../../../../tool-group/editor/edit-tool-group.tsx';
import { toolGroupQuery } from '../../../../../tool-group/queries.ts';

export const metadata: Metadata = { title: 'Edit tool group' };

export default async function EditToolGroupPage({ params }: { params: Promise<{ id: string }> }) {
  const [api, { id }] = await Promise.all([serverApi(), params]);
  if (!mayCurate(await api<Me>('/api/v1/me'))) redirect(`/tool-groups/${id}`);
  return (
    <FirstPaint reads={[(client) => client.query(toolGroupQuery(api, id))]}>
      <EditToolGroup id={id} />
    </FirstPaint>
  );
}

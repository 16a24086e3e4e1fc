import type { Me } from '@tools-provider/contracts';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { BackLink } from '../../../../components/ui/back-link.tsx';
import { PageHeading } from '../../../../components/ui/page-heading.tsx';
import { PageAlive } from '../../../../live/live-provider.tsx';
import { serverApi } from '../../../../server/server-api.ts';
import { mayCurate } from '../../../../session/permissions.ts';
import { GroupEditor } from '../../../../tool-group/editor/group-editor.tsx';

export const metadata: Metadata = { title: 'New tool group' };

export default async function NewToolGroupPage() {
  const api = await serverApi();
  if (!mayCurate(await api<Me>('/api/v1/me'))) redirect('/tool-groups');
  return (
    <>
      <BackLink href="/tool-groups">Tool groups</BackLink>
      <PageHeading
        title="New tool group"
        description="A group is a set of rules that select tools out of the catalogue."
      />
      <GroupEditor />
      <PageAlive />
    </>
  );
}

import type { Me } from '@tools-provider/contracts';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { PageHeading } from '../../../../components/ui/page-heading.tsx';
import { PageAlive } from '../../../../live/live-provider.tsx';
import { serverApi } from '../../../../server/server-api.ts';
import { mayCurate } from '../../../../session/permissions.ts';
import { CreateToolGroupForm } from '../../../../tool-group/create-form.tsx';

export const metadata: Metadata = { title: 'New tool group' };

export default async function NewToolGroupPage() {
  const api = await serverApi();
  if (!mayCurate(await api<Me>('/api/v1/me'))) redirect('/tool-groups');
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeading
        title="New tool group"
        description="A group is a set of rules that select tools out of the catalogue."
      />
      <CreateToolGroupForm />
      <PageAlive />
    </div>
  );
}

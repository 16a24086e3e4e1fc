import type { Metadata } from 'next';
import { PageHeading } from '../../../../components/ui/page-heading.tsx';
import { PageAlive } from '../../../../live/live-provider.tsx';

export const metadata: Metadata = { title: 'Tool' };

export default async function ToolPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <>
      <PageHeading title={id} />
      <PageAlive />
    </>
  );
}

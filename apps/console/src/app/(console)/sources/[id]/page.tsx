import type { Metadata } from 'next';
import { PageHeading } from '../../../../components/ui/page-heading.tsx';
import { PageAlive } from '../../../../live/live-provider.tsx';

export const metadata: Metadata = { title: 'Source' };

export default async function SourcePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <>
      <PageHeading title={id} />
      <PageAlive />
    </>
  );
}

import type { Metadata } from 'next';
import { PageHeading } from '../../../components/ui/page-heading.tsx';
import { PageAlive } from '../../../live/live-provider.tsx';

export const metadata: Metadata = { title: 'Sources' };

export default function SourcesPage() {
  return (
    <>
      <PageHeading title="Sources" />
      <PageAlive />
    </>
  );
}

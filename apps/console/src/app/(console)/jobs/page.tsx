import type { Metadata } from 'next';
import { PageHeading } from '../../../components/ui/page-heading.tsx';
import { PageAlive } from '../../../live/live-provider.tsx';

export const metadata: Metadata = { title: 'Jobs' };

export default function JobsPage() {
  return (
    <>
      <PageHeading title="Jobs" />
      <PageAlive />
    </>
  );
}

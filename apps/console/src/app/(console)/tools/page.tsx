import type { Metadata } from 'next';
import { PageHeading } from '../../../components/ui/page-heading.tsx';
import { PageAlive } from '../../../live/live-provider.tsx';

export const metadata: Metadata = { title: 'Tools' };

export default function ToolsPage() {
  return (
    <>
      <PageHeading title="Tools" />
      <PageAlive />
    </>
  );
}

import type { Metadata } from 'next';
import { PageAlive } from '../../../live/live-provider.tsx';
import { PipelinePage } from '../../../pipeline/pipeline-page.tsx';

export const metadata: Metadata = { title: 'Pipeline' };

export default function Pipeline() {
  return (
    <>
      <PipelinePage />
      <PageAlive />
    </>
  );
}

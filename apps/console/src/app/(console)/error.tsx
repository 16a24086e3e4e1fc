'use client';

import { PageAlive } from '../../live/live-provider.tsx';
import { PageFailure, type PageFailureProps } from '../../shell/page-failure.tsx';

export default function ErrorPage(props: PageFailureProps) {
  return (
    <div className="grid min-h-96 place-items-center p-6">
      <PageFailure {...props} />
      <PageAlive />
    </div>
  );
}

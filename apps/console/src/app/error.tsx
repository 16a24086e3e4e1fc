'use client';

import { PageFailure, type PageFailureProps } from '../shell/page-failure.tsx';

export default function ErrorPage(props: PageFailureProps) {
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <PageFailure {...props} />
    </main>
  );
}

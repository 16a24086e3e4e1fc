'use client';

import { RotateCcw, Unplug } from 'lucide-react';
import { Button } from '../../components/ui/button.tsx';
import { PageAlive } from '../../live/live-provider.tsx';

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <div className="grid min-h-96 place-items-center p-6">
      <div role="alert" className="flex max-w-md flex-col items-center gap-2 text-center">
        <div className="mb-2 grid size-12 place-items-center rounded-2xl bg-bad-soft text-bad">
          <Unplug aria-hidden className="size-5" />
        </div>
        <h1 className="text-lg font-semibold">The console cannot show this page</h1>
        <p className="text-sm text-muted">
          The api behind it does not answer, or answered something unexpected. Nothing was lost.
        </p>
        {error.digest !== undefined && (
          <p className="text-xs text-muted">
            Trace <code className="font-mono">{error.digest}</code>
          </p>
        )}
        <Button className="mt-3" onClick={reset}>
          <RotateCcw aria-hidden />
          Retry
        </Button>
      </div>
      <PageAlive />
    </div>
  );
}

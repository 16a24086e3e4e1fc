'use client';

import { RotateCcw, Unplug } from 'lucide-react';
import { Button } from '../components/ui/button.tsx';

/** What Next.js hands to a page that stands for one that could not be made. */
export interface PageFailureProps {
  readonly error: Error & { readonly digest?: string };
  /** Asks the server for the page again. */
  readonly retry: () => void;
}

/** That a page could not be made, by what it can be found in the console's log, and a button that asks for it again. */
export function PageFailure({ error, retry }: PageFailureProps) {
  return (
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
      <Button className="mt-3" onClick={retry}>
        <RotateCcw aria-hidden />
        Retry
      </Button>
    </div>
  );
}

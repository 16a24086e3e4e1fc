'use client';

import { Button } from './button.tsx';

/** The way to the next page of a list, and how much of it is here. */
export function LoadMore({
  shown,
  hasMore,
  isLoading,
  onMore,
}: {
  shown: string;
  hasMore: boolean;
  isLoading: boolean;
  onMore: () => void;
}) {
  return (
    <div className="flex min-h-12 items-center justify-between gap-4 border-t px-4 py-2 text-[0.8125rem] text-muted">
      <p role="status">{shown}</p>
      {hasMore && (
        <Button size="small" disabled={isLoading} onClick={onMore}>
          {isLoading ? 'Loading…' : 'Load more'}
        </Button>
      )}
    </div>
  );
}

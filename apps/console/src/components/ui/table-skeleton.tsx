import { Skeleton } from './skeleton.tsx';

/** What stands where a table will be, with the same heights. */
export function TableSkeleton({ rows = 6 }: { rows?: number }) {
  return (
    <div role="status" aria-label="Loading">
      <div className="h-10 border-b bg-sunken/50" />
      {Array.from({ length: rows }, (_, at) => (
        <div
          key={`row ${at + 1}`}
          className="flex h-[calc(2.5rem+2*var(--row-y))] items-center gap-6 border-b px-4 last:border-b-0"
        >
          <span className="flex flex-1 flex-col gap-2">
            <Skeleton className="h-3.5 w-40 max-w-full" />
            <Skeleton className="h-2.5 w-64 max-w-full" />
          </span>
          <Skeleton className="h-5 w-28 rounded-full" />
          <Skeleton className="hidden h-3 w-20 md:block" />
        </div>
      ))}
    </div>
  );
}

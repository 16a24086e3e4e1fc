import { Skeleton } from '../components/ui/skeleton.tsx';

/** What stands where a group's page will be. */
export function GroupSkeleton() {
  return (
    <div role="status" aria-label="Loading">
      <h1 className="sr-only">Tool group</h1>
      <Skeleton className="mb-3 h-7 w-64" />
      <Skeleton className="mb-6 h-6 w-40 rounded-full" />
      <Skeleton className="mb-5 h-9 w-full max-w-md" />
      <div className="grid gap-5 lg:grid-cols-[1fr_19.5rem]">
        <Skeleton className="h-64 rounded-xl" />
        <Skeleton className="h-48 rounded-xl" />
      </div>
    </div>
  );
}

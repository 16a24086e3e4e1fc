import { Skeleton } from '../../components/ui/skeleton.tsx';
import { TableSkeleton } from '../../components/ui/table-skeleton.tsx';

export default function Loading() {
  return (
    <>
      <Skeleton className="mb-2 h-8 w-44" />
      <Skeleton className="mb-6 h-4 w-80 max-w-full" />
      <div className="overflow-hidden rounded-xl border bg-surface">
        <TableSkeleton />
      </div>
    </>
  );
}

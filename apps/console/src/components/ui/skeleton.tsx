import { cn } from './cn.ts';

/** A place that something will take up. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn('block animate-pulse rounded-md bg-border/70', className)} />;
}

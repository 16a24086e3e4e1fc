import type { ReactNode } from 'react';
import { Card } from './card.tsx';
import { cn } from './cn.ts';

interface FigureCardProps {
  readonly name: string;
  readonly value: ReactNode;
  readonly note?: ReactNode;
  /** How it came to be so, below it. */
  readonly chart?: ReactNode;
  readonly className?: string;
}

/** One number and what it counts. */
export function FigureCard({ name, value, note, chart, className }: FigureCardProps) {
  return (
    <Card className={cn('flex min-w-0 flex-col gap-1 p-[calc(var(--card)*0.8)]', className)}>
      <dt className="text-[0.8125rem] text-muted">{name}</dt>
      <dd className="text-2xl leading-8 font-semibold tracking-tight tabular-nums">{value}</dd>
      {note !== undefined && <dd className="text-xs text-muted">{note}</dd>}
      {chart !== undefined && <dd>{chart}</dd>}
    </Card>
  );
}

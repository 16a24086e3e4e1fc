import type { ReactNode } from 'react';
import { Card } from './card.tsx';

/** One number and what it counts. */
export function FigureCard({ name, value, note }: { name: string; value: ReactNode; note?: ReactNode }) {
  return (
    <Card className="flex min-w-0 flex-col gap-1 p-[calc(var(--card)*0.8)]">
      <dt className="text-[0.8125rem] text-muted">{name}</dt>
      <dd className="text-2xl leading-8 font-semibold tracking-tight tabular-nums">{value}</dd>
      {note !== undefined && <dd className="text-xs text-muted">{note}</dd>}
    </Card>
  );
}

'use client';

import type { JobItem } from '@tools-provider/contracts';
import Link from 'next/link';
import { type Columns, rowHeader } from '../components/ui/data-table.tsx';
import { Pill } from '../components/ui/pill.tsx';
import { itemWords, outcomeOf, pathOf } from './words.ts';

/** The columns of what became of the items of a job with this action. */
export function jobItemColumns(action: string): Columns<JobItem> {
  return [
    {
      id: 'name',
      header: 'Item',
      meta: { isRowHeader: true, className: rowHeader },
      cell: ({ row: { original } }) => <Name item={original} action={action} />,
    },
    {
      id: 'outcome',
      header: 'Outcome',
      meta: { className: 'whitespace-nowrap sm:w-36' },
      cell: ({ row: { original } }) => {
        const { name, tone } = outcomeOf(original.outcome);
        return <Pill tone={tone}>{name}</Pill>;
      },
    },
    {
      id: 'revision',
      header: 'Written',
      meta: { className: 'whitespace-nowrap text-muted tabular-nums sm:w-24' },
      cell: ({ row: { original } }) => (original.revision === null ? '' : `v${original.revision}`),
    },
  ];
}

function Name({ item, action }: { item: JobItem; action: string }) {
  const path = pathOf(action, item.id);
  const words = itemWords(item);
  return (
    <div className="min-w-0">
      {item.name === null || path === null ? (
        <code className="block truncate font-mono text-xs leading-6">{item.name ?? item.id}</code>
      ) : (
        <Link
          href={path}
          prefetch={false}
          className="block truncate leading-6 font-medium hover:text-accent-text hover:underline"
        >
          {item.name}
        </Link>
      )}
      {words !== null && <p className="text-[0.8125rem] break-words text-muted">{words}</p>}
    </div>
  );
}

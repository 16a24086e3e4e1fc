'use client';

import type { Label, ToolSummary } from '@tools-provider/contracts';
import Link from 'next/link';
import { type Columns, rowHeader } from '../components/ui/data-table.tsx';
import { LabelChip } from '../label/label-chip.tsx';
import { Moment } from '../time/moment.tsx';
import type { Covered } from './covered.ts';
import { Endpoint } from './endpoint.tsx';
import { ToolConsistency } from './tool-consistency.tsx';
import { toolHref } from './tool-href.ts';
import { ToolState } from './tool-state.tsx';

/** A tool as the list shows it. */
export type ListedTool = Covered<ToolSummary>;

/** How many labels a row shows before it only counts them. */
const SHOWN_LABELS = 2;

/** The columns of the list of tools. */
export function toolColumns(
  labelOf: (id: string) => Label | undefined,
  { showsSource = true }: { readonly showsSource?: boolean } = {},
): Columns<ListedTool> {
  const columns: Columns<ListedTool> = [
    {
      id: 'name',
      header: 'Name',
      meta: { sort: { field: 'name' }, isRowHeader: true, className: rowHeader },
      cell: ({ row: { original } }) => <Name tool={original} />,
    },
    {
      id: 'source',
      header: 'Source',
      meta: { className: 'hidden max-w-44 lg:table-cell lg:w-40' },
      cell: ({ row: { original } }) => (
        <Link
          href={`/sources/${original.sourceId}`}
          prefetch={false}
          className="block truncate leading-6 text-muted hover:text-accent-text hover:underline"
        >
          {original.sourceName}
        </Link>
      ),
    },
    {
      id: 'labels',
      header: 'Labels',
      meta: { className: 'hidden max-w-56 md:table-cell md:w-44' },
      cell: ({ row: { original } }) => <Labels ids={original.labelIds} labelOf={labelOf} />,
    },
    {
      id: 'state',
      header: 'State',
      meta: { className: 'whitespace-nowrap sm:w-36' },
      cell: ({ row: { original } }) => <ToolState tool={original} />,
    },
    {
      id: 'consistency',
      header: 'Consistency',
      meta: { className: 'whitespace-nowrap sm:w-48' },
      cell: ({ row: { original } }) => <ToolConsistency tool={original} />,
    },
    {
      id: 'updatedAt',
      header: 'Changed',
      meta: {
        sort: { field: 'updatedAt', first: 'down' },
        className: 'hidden whitespace-nowrap text-muted xl:table-cell xl:w-32',
      },
      cell: ({ row: { original } }) => <Moment at={original.updatedAt} />,
    },
  ];
  return showsSource ? columns : columns.filter(({ id }) => id !== 'source');
}

function Name({ tool }: { tool: ListedTool }) {
  return (
    <div className="min-w-0">
      <Link
        href={toolHref(tool.id)}
        prefetch={false}
        className="block truncate leading-6 font-medium hover:text-accent-text hover:underline"
      >
        {tool.name}
      </Link>
      <Endpoint tool={tool} />
    </div>
  );
}

function Labels({ ids, labelOf }: { ids: readonly string[]; labelOf: (id: string) => Label | undefined }) {
  const labels = ids.map(labelOf).filter((label) => label !== undefined);
  const hidden = labels.length - SHOWN_LABELS;
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-1">
      {labels.slice(0, SHOWN_LABELS).map((label) => (
        <LabelChip key={label.id} label={label} className="min-w-0" />
      ))}
      {hidden > 0 && (
        <span
          title={labels
            .slice(SHOWN_LABELS)
            .map(({ name }) => name)
            .join(', ')}
          className="text-xs text-muted"
        >
          +{hidden}
        </span>
      )}
    </div>
  );
}

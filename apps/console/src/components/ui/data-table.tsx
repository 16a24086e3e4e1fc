'use client';

import { type ColumnDef, type RowData, useTable } from '@tanstack/react-table';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useRowKeys } from '../../shortcuts/use-row-keys.ts';
import { cn } from './cn.ts';
import { DataRow, type Features, features } from './data-row.tsx';
import { RowCheckbox } from './row-checkbox.tsx';
import { SortHeader } from './sort-header.tsx';
import type { RowSelection } from './use-row-selection.ts';
import { useVirtualRows } from './use-virtual-rows.ts';

/** The columns of a {@link DataTable}; `id` and a text as `header` each. */
export type Columns<Row extends RowData> = ColumnDef<Features, Row>[];

/** How rows are chosen. */
export interface Choosing<Row> {
  readonly selection: RowSelection;
  /** What a row is called in the name of its checkbox. */
  readonly nameOf: (row: Row) => string;
  /** Whether a row can be chosen; each unless told. */
  readonly isOffered?: (row: Row) => boolean;
}

interface DataTableProps<Row extends RowData> {
  readonly caption: string;
  readonly columns: Columns<Row>;
  readonly rows: Row[];
  readonly rowId: (row: Row) => string;
  readonly sort: string;
  readonly onSort: (sort: string) => void;
  /** Whether the rows are those of another filter, kept until the wanted ones are here. */
  readonly isStale?: boolean;
  readonly choosing?: Choosing<Row> | undefined;
  /** How many rows there are in all, also those that are not here; null when nobody knows. All are here unless told. */
  readonly total?: number | null;
  /** Pixels that a row is high on the whole, for lists of more than 200 rows. */
  readonly rowHeight?: number;
  /** What the rows scroll in; the page unless told. */
  readonly scroller?: RefObject<HTMLElement | null>;
  /** Called when the last rows that are here are in sight or nearly so, once however long they are. */
  readonly onNearEnd?: (() => void) | undefined;
}

/** How many rows before the last one are its end. */
const NEAR_END = 30;

/**
 * A table with a caption, sortable headers and a header in each row. On phones a row flows over several lines. Of more
 * than 200 rows only those in sight are in the page; `j`, `k`, `x` and Enter work on all of them.
 */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowId, isStale = false, choosing, scroller, onNearEnd } = props;
  const { total = rows.length, rowHeight = 64 } = props;
  const table = useTable({ features, columns, data: rows, getRowId: rowId });
  const element = useRef<HTMLTableElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const [focusedId, setFocusedId] = useState<string | null>(null);
  const order = rows.map(rowId);
  const kept = focusedId === null ? -1 : order.indexOf(focusedId);
  const shown = useVirtualRows({ count: rows.length, holder: body, scroller, rowHeight, kept });
  useRowKeys({ table: element, order, show: shown.scrollTo, toggle: choosing?.selection.toggle });

  const isNearEnd = shown.lastIndex >= rows.length - NEAR_END;
  const nearEnd = useRef(onNearEnd);
  useEffect(() => {
    nearEnd.current = onNearEnd;
  });
  useEffect(() => {
    // Once for each page that came.
    if (isNearEnd && rows.length > 0) nearEnd.current?.();
  }, [isNearEnd, rows.length]);

  const cells = columns.length + (choosing === undefined ? 0 : 1);
  const modelRows = table.getRowModel().rows;
  return (
    <table
      ref={element}
      data-keys
      aria-busy={isStale}
      aria-rowcount={total === null ? -1 : total + 1}
      className={cn(
        'w-full border-collapse text-sm transition-opacity max-sm:block',
        shown.isVirtual && 'sm:table-fixed',
        isStale && 'opacity-60',
      )}
      onFocus={({ target }) => setFocusedId(target.closest<HTMLElement>('tr[data-row]')?.dataset.row ?? null)}
    >
      <caption className="sr-only">{caption}</caption>
      <Head {...props} isVirtual={shown.isVirtual} />
      <tbody ref={body} className="divide-y max-sm:block">
        {shown.parts.map((part) => {
          if (part.kind === 'gap') return <Gap key={`gap ${part.from}`} height={part.height} cells={cells} />;
          const row = modelRows[part.index];
          if (row === undefined) return null;
          const isOffered = choosing !== undefined && (choosing.isOffered?.(row.original) ?? true);
          return (
            <DataRow
              key={row.id}
              row={row}
              index={part.index}
              measure={shown.measure}
              isVirtual={shown.isVirtual}
              hasChoice={choosing !== undefined}
              name={isOffered ? choosing.nameOf(row.original) : null}
              isChosen={choosing?.selection.has(row.id) ?? false}
              onToggle={choosing?.selection.toggle}
            />
          );
        })}
      </tbody>
    </table>
  );
}

interface HeadProps<Row extends RowData>
  extends Pick<DataTableProps<Row>, 'columns' | 'choosing' | 'sort' | 'onSort'> {
  readonly isVirtual: boolean;
}

function Head<Row extends RowData>({ columns, choosing, sort, onSort, isVirtual }: HeadProps<Row>) {
  return (
    <thead className="border-b bg-sunken/50 max-sm:block">
      <tr aria-rowindex={1} className="max-sm:flex max-sm:items-center max-sm:px-2">
        {choosing !== undefined && <ChooseAll selection={choosing.selection} />}
        {columns.map(({ id, header, meta }) => {
          const name = String(header);
          const className = cn(meta?.className, isVirtual && meta?.isRowHeader && 'sm:w-auto sm:max-w-none');
          if (meta?.sort !== undefined) {
            return (
              <SortHeader
                key={id}
                name={name}
                sort={sort}
                onSort={onSort}
                className={className}
                {...meta.sort}
              />
            );
          }
          return (
            <th key={id} scope="col" className={cn(headerCell, className)}>
              {name}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function ChooseAll({ selection }: { selection: RowSelection }) {
  const { ids, offered, chooseHere, clear } = selection;
  const isAll = offered > 0 && ids.length === offered;
  return (
    <th scope="col" className="w-11 py-1.5 pr-0 pl-4 text-left max-sm:pr-2 max-sm:pl-2">
      <RowCheckbox
        label="Select all rows that are here"
        isChecked={isAll}
        isMixed={ids.length > 0 && !isAll}
        onToggle={() => (isAll ? clear() : chooseHere())}
      />
    </th>
  );
}

/** Stands for the rows that are not in the page. */
function Gap({ height, cells }: { height: number; cells: number }) {
  return (
    <tr aria-hidden className="border-0 max-sm:block">
      <td colSpan={cells} className="p-0 max-sm:block" style={{ height }} />
    </tr>
  );
}

/** The look of the column that names its row: as wide as there is room, cut off where there is none. */
export const rowHeader = 'w-full max-w-0 max-sm:max-w-full';

const headerCell =
  'px-3 py-1.5 text-left text-xs font-semibold text-muted first:pl-4 last:pr-4 max-sm:hidden';

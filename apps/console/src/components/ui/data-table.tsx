'use client';

import { type ColumnDef, type RowData, tableFeatures, useTable } from '@tanstack/react-table';
import { cn } from './cn.ts';
import { Skeleton } from './skeleton.tsx';
import { SortHeader } from './sort-header.tsx';

/** How a column looks, and by which of the api's fields its header sorts. */
export interface ColumnLook {
  readonly className?: string;
  readonly sort?: { readonly field: string; readonly first?: 'up' | 'down' };
  /** Whether its cell names the row. */
  readonly isRowHeader?: boolean;
}

// The api sorts, filters and pages, so the table needs none of the library's features.
const features = tableFeatures({ columnMeta: {} as ColumnLook });

/** The columns of a {@link DataTable}; `id` and a text as `header` each. */
export type Columns<Row extends RowData> = ColumnDef<typeof features, Row>[];

interface DataTableProps<Row extends RowData> {
  readonly caption: string;
  readonly columns: Columns<Row>;
  readonly rows: Row[];
  readonly rowId: (row: Row) => string;
  readonly sort: string;
  readonly onSort: (sort: string) => void;
  /** Whether the rows are those of another filter, kept until the wanted ones are here. */
  readonly isStale?: boolean;
}

/** A table with a caption, sortable headers and a header in each row. On phones a row flows over several lines. */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowId, sort, onSort, isStale = false } = props;
  const table = useTable({ features, columns, data: rows, getRowId: rowId });
  return (
    <table
      aria-busy={isStale}
      className={cn(
        'w-full border-collapse text-sm transition-opacity max-sm:block',
        isStale && 'opacity-60',
      )}
    >
      <caption className="sr-only">{caption}</caption>
      <thead className="border-b bg-sunken/50 max-sm:block">
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id} className="max-sm:flex max-sm:px-2">
            {group.headers.map(({ id, column }) => {
              const { header, meta } = column.columnDef;
              const name = String(header);
              if (meta?.sort !== undefined) {
                return (
                  <SortHeader
                    key={id}
                    name={name}
                    sort={sort}
                    onSort={onSort}
                    className={meta.className}
                    {...meta.sort}
                  />
                );
              }
              return (
                <th key={id} scope="col" className={cn(headerCell, meta?.className)}>
                  {name}
                </th>
              );
            })}
          </tr>
        ))}
      </thead>
      <tbody className="divide-y max-sm:block">
        {table.getRowModel().rows.map((row) => (
          <tr
            key={row.id}
            className="transition-colors hover:bg-sunken/50 max-sm:flex max-sm:flex-wrap max-sm:items-center max-sm:gap-2 max-sm:px-4 max-sm:py-(--row-y)"
          >
            {row.getAllCells().map((cell) => {
              const look = cell.column.columnDef.meta;
              const Cell = look?.isRowHeader ? 'th' : 'td';
              return (
                <Cell
                  key={cell.id}
                  {...(look?.isRowHeader ? { scope: 'row' } : {})}
                  className={cn(
                    'px-3 py-(--row-y) text-left align-middle font-normal first:pl-4 last:pr-4 max-sm:p-0!',
                    look?.className,
                  )}
                >
                  <table.FlexRender cell={cell} />
                </Cell>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The look of the column that names its row: as wide as there is room, cut off where there is none. */
export const rowHeader = 'w-full max-w-0 max-sm:max-w-full';

const headerCell =
  'px-3 py-1.5 text-left text-xs font-semibold text-muted first:pl-4 last:pr-4 max-sm:hidden';

/** What stands where a {@link DataTable} will be, with the same heights. */
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

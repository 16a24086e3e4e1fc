'use client';

import { FlexRender, type Row, type RowData, tableFeatures } from '@tanstack/react-table';
import { memo } from 'react';
import { cn } from './cn.ts';
import { RowCheckbox } from './row-checkbox.tsx';

/** How a column looks, and by which of the api's fields its header sorts. */
interface ColumnLook {
  /** With a width (`sm:w-36`) where a list may have more than 200 rows; the column that names the row takes the rest. */
  readonly className?: string;
  readonly sort?: { readonly field: string; readonly first?: 'up' | 'down' };
  /** Whether its cell names the row. */
  readonly isRowHeader?: boolean;
}

/** None of the library's features, since the api sorts, filters and pages. */
export const features = tableFeatures({ columnMeta: {} as ColumnLook });

export type Features = typeof features;

interface DataRowProps<Data extends RowData> {
  readonly row: Row<Features, Data>;
  readonly index: number;
  readonly isVirtual: boolean;
  readonly measure: ((row: HTMLElement | null) => void) | undefined;
  readonly hasChoice: boolean;
  /** What its checkbox is called after; null: it cannot be chosen. */
  readonly name: string | null;
  readonly isChosen: boolean;
  readonly onToggle: ((id: string, isRange: boolean) => void) | undefined;
}

function DataRowUnlessSame<Data extends RowData>(props: DataRowProps<Data>) {
  const { row, index, isVirtual, measure, hasChoice, name, isChosen, onToggle } = props;
  return (
    <tr
      ref={measure}
      data-index={index}
      data-row={row.id}
      aria-rowindex={index + 2}
      // For the keys, where nothing in it can have the focus.
      tabIndex={-1}
      className={cn(
        'transition-colors hover:bg-sunken/50 max-sm:flex max-sm:flex-wrap max-sm:items-center max-sm:gap-2 max-sm:px-4 max-sm:py-(--row-y)',
        hasChoice && 'max-sm:relative max-sm:pl-12',
        isChosen && 'bg-accent-soft/60 hover:bg-accent-soft',
      )}
    >
      {hasChoice && (
        <td className="w-11 py-(--row-y) pr-0 pl-4 align-middle max-sm:absolute max-sm:top-0 max-sm:left-0">
          {name !== null && (
            <RowCheckbox
              label={`Select ${name}`}
              isChecked={isChosen}
              onToggle={(isRange) => onToggle?.(row.id, isRange)}
            />
          )}
        </td>
      )}
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
              isVirtual && look?.isRowHeader && 'sm:w-auto sm:max-w-none',
            )}
          >
            <FlexRender cell={cell} />
          </Cell>
        );
      })}
    </tr>
  );
}

/** A row of a table; drawn again only when something of it changed, however long the list is. */
export const DataRow = memo(DataRowUnlessSame) as typeof DataRowUnlessSame;

import type { ReactNode } from 'react';
import { problemOf } from '../../api-client/problem-error.ts';
import { ProblemNotice } from './notices.tsx';
import { TableSkeleton } from './table-skeleton.tsx';

interface ListStatesProps {
  /** The query that reads the list. */
  readonly list: {
    readonly isPending: boolean;
    readonly isError: boolean;
    readonly data: unknown;
    readonly error: unknown;
    readonly refetch: () => unknown;
  };
  readonly isEmpty: boolean;
  /** What stands there when there is nothing. */
  readonly empty: ReactNode;
  /** How many rows the skeleton has. */
  readonly rows?: number;
  readonly children: ReactNode;
}

/**
 * A list while it is read, when it could not be, when nothing is in it, and as it is. What is shown stays while it is read again, even if
 * that fails.
 */
export function ListStates({ list, isEmpty, empty, rows, children }: ListStatesProps) {
  if (list.isPending) return <TableSkeleton {...(rows === undefined ? {} : { rows })} />;
  if (list.data !== undefined) return isEmpty ? empty : children;
  return <ProblemNotice problem={problemOf(list.error)} onRetry={() => void list.refetch()} />;
}

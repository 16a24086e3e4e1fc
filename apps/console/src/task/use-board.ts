'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import type { Task, TaskStatus, WrittenTask } from '@tools-provider/contracts';
import { browserApi } from '../api-client/browser-api.ts';
import { useCreatedHere } from '../live/live-provider.tsx';
import { useMorePages } from '../live/use-more-pages.ts';
import { useNotShownYet } from '../live/use-not-shown-yet.ts';
import { columnsOf } from './board-columns.ts';
import type { TaskFilters } from './list-filters.ts';
import { CARDS, tasksQuery } from './queries.ts';
import { boardOrder } from './status.ts';

/** A column of the board. */
export interface BoardColumn {
  readonly status: TaskStatus;
  readonly tasks: readonly Task[];
  /** What this tab has created in it and the read model does not have yet. */
  readonly saved: readonly WrittenTask[];
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly readMore: () => void;
}

/** The board of the tasks that the filters find. Its columns are read each by itself; a task stands in one of them, by its newest revision. */
export function useBoard(filters: TaskFilters) {
  const pending = useColumn(filters, 'pending');
  const inProgress = useColumn(filters, 'in_progress');
  const completed = useColumn(filters, 'completed');
  const cancelled = useColumn(filters, 'cancelled');
  const lists = { pending, in_progress: inProgress, completed, cancelled };
  const all = boardOrder.map((status) => lists[status].list);
  const tasks = all.flatMap(({ data }) => data?.pages.flatMap(({ items }) => items) ?? []);
  const readAt = Math.min(...all.map(({ dataUpdatedAt }) => dataUpdatedAt));
  const saved = useNotShownYet('task', useCreatedHere('task'), tasks, readAt);
  const shown = columnsOf(tasks, filters.sort);
  const columns: BoardColumn[] = boardOrder.map((status) => ({
    status,
    tasks: shown[status],
    saved: saved.filter((task) => task.status === status),
    hasMore: lists[status].list.hasNextPage,
    isLoadingMore: lists[status].more.isLoading,
    readMore: lists[status].more.readMore,
  }));
  const failed = all.find(({ isError, data }) => isError && data === undefined);
  return {
    columns,
    isPending: all.some(({ isPending }) => isPending),
    isStale: all.some(({ isPlaceholderData }) => isPlaceholderData),
    isEmpty: tasks.length + saved.length === 0,
    error: failed?.error,
    readAgain: () => {
      for (const list of all) if (list.isError) void list.refetch();
    },
  };
}

function useColumn(filters: TaskFilters, status: TaskStatus) {
  const list = useInfiniteQuery(tasksQuery(browserApi, { ...filters, status }, CARDS));
  return { list, more: useMorePages(list) };
}

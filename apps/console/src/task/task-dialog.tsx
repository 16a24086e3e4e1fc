'use client';

import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { Task } from '@tools-provider/contracts';
import { browserApi } from '../api-client/browser-api.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { Dialog } from '../components/ui/dialog.tsx';
import { ProblemNotice } from '../components/ui/notices.tsx';
import { Skeleton } from '../components/ui/skeleton.tsx';
import { TabPanel, Tabs } from '../components/ui/tabs.tsx';
import { ConsistencyBadge } from '../consistency/consistency-badge.tsx';
import { aggregateKey } from '../consistency/known-revision.ts';
import { AggregateHistory } from '../history/aggregate-history.tsx';
import { useCreatedHere, useLedger } from '../live/live-provider.tsx';
import { ConsistencyReceipt } from '../receipt/consistency-receipt.tsx';
import type { TaskTab } from './list-filters.ts';
import { taskQuery } from './queries.ts';
import { TaskDetails } from './task-details.tsx';
import { TaskNotShownYet } from './task-not-shown-yet.tsx';

interface TaskDialogProps {
  /** Null: none is open. */
  readonly id: string | null;
  readonly tab: TaskTab;
  readonly onTab: (tab: TaskTab) => void;
  readonly onClose: () => void;
}

const tabs = [
  { value: 'details', name: 'Details' },
  { value: 'history', name: 'History' },
  { value: 'receipt', name: 'Receipt' },
] as const;

/** One task beside the list: as it is, what happened to it, and the way of each event. */
export function TaskDialog({ id, tab, onTab, onClose }: TaskDialogProps) {
  const ledger = useLedger();
  const created = useCreatedHere('task').find((task) => task.id === id);
  const query = useQuery({
    ...taskQuery(browserApi, id ?? '', () => ledger.get(aggregateKey('task', id ?? ''))?.head ?? null),
    enabled: id !== null,
  });
  const task = query.data;
  return (
    <Dialog
      isOpen={id !== null}
      onOpenChange={onClose}
      placement="side"
      title={task?.title ?? created?.title ?? 'Task'}
      description={
        id !== null && (
          <span className="mt-1.5 block">
            <ConsistencyBadge
              aggregate="task"
              id={id}
              className="max-w-full"
              {...(task === undefined ? {} : { document: task })}
              {...(created === undefined ? {} : { writtenRevision: created.revision })}
            />
          </span>
        )
      }
    >
      {id !== null && (
        <Tabs label="Parts of the task" value={tab} onChange={onTab} tabs={tabs}>
          <TabPanel value="details">
            <CurrentTask id={id} query={query} onClose={onClose} />
          </TabPanel>
          <TabPanel value="history">
            <div className="-mx-5">
              <AggregateHistory aggregate="task" id={id} />
            </div>
          </TabPanel>
          <TabPanel value="receipt">
            <div className="-mx-5">
              <ConsistencyReceipt aggregate="task" id={id} />
            </div>
          </TabPanel>
        </Tabs>
      )}
    </Dialog>
  );
}

interface CurrentTaskProps {
  readonly id: string;
  readonly query: UseQueryResult<Task>;
  readonly onClose: () => void;
}

function CurrentTask({ id, query, onClose }: CurrentTaskProps) {
  const problem = problemOf(query.error);
  if (problem?.status === 410) {
    return (
      <p className="text-sm text-muted">
        This task was deleted. What happened to it stays in its history, in the log and in the feed.
      </p>
    );
  }
  if (query.data !== undefined) {
    return <TaskDetails key={query.data.id} task={query.data} onClose={onClose} />;
  }
  if (problem?.code === 'not-projected-yet') return <TaskNotShownYet id={id} />;
  if (query.isError) return <ProblemNotice problem={problem} onRetry={() => void query.refetch()} />;
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-3">
      <Skeleton className="h-4 w-full" />
      <Skeleton className="h-4 w-2/3" />
      <Skeleton className="h-24 w-full" />
    </div>
  );
}

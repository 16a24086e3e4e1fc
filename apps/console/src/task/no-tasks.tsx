'use client';

import { ListChecks } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../components/ui/button.tsx';
import { EmptyNotice } from '../components/ui/notices.tsx';
import { useMe } from '../session/me.tsx';
import { mayCurate } from '../session/permissions.ts';

interface NoTasksProps {
  readonly isFiltered: boolean;
  /** The way to a new task, for those who may make one. */
  readonly create: ReactNode;
  readonly onReset: () => void;
}

/** What the tasks page says that has none to show. */
export function NoTasks({ isFiltered, create, onReset }: NoTasksProps) {
  const canCreate = mayCurate(useMe());
  return (
    <EmptyNotice icon={<ListChecks aria-hidden />} title={isFiltered ? 'No task matches' : 'No tasks yet'}>
      <p>
        {isFiltered
          ? 'Try other words, or look at all of them.'
          : canCreate
            ? 'Create the first one: say what is to be done, and give it to somebody.'
            : 'An operator creates them; they will appear here by themselves.'}
      </p>
      {isFiltered ? <Button onClick={onReset}>Show all tasks</Button> : create}
    </EmptyNotice>
  );
}

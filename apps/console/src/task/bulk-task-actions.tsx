'use client';

import { useQuery } from '@tanstack/react-query';
import type { CreateJobBody, TaskStatus } from '@tools-provider/contracts';
import { taskStatuses } from '@tools-provider/contracts/values';
import { CircleDotDashed, Trash2, UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { Button } from '../components/ui/button.tsx';
import { Field, Input, Select } from '../components/ui/field.tsx';
import { openedLater } from '../components/ui/opened-later.tsx';
import { SelectionBar } from '../components/ui/selection-bar.tsx';
import type { RowSelection } from '../components/ui/use-row-selection.ts';
import { bulkTargetOf } from '../job/bulk-target.ts';
import { useMe } from '../session/me.tsx';
import { mayDelete } from '../session/permissions.ts';
import { offeredPeople } from './known-people.ts';
import { type TaskFilters, taskFilterOf } from './list-filters.ts';
import { taskCountQuery, taskPeopleQuery } from './queries.ts';
import { statusNames } from './words.ts';

const BulkDialog = openedLater(
  async () => (await import('../job/bulk-dialog.tsx')).BulkDialog,
  ({ body }) => body !== null,
);

interface BulkTaskActionsProps {
  readonly selection: RowSelection;
  readonly filters: TaskFilters;
  readonly hasMore: boolean;
}

type Wish = 'status' | 'assignee' | 'delete';

const explanations: Readonly<Record<Wish, string>> = {
  status:
    'Each by the rules of its own status: what may not go there is refused and said so. One that decides about an activation decides it by this.',
  assignee: 'They appear among the tasks of whoever gets them at once.',
  delete: 'They cannot be brought back. Their history stays in the log and in the feed.',
};

/** What can be done with the selected tasks at once. */
export function BulkTaskActions({ selection, filters, hasMore }: BulkTaskActionsProps) {
  const me = useMe();
  const [wish, setWish] = useState<Wish>('status');
  const [target, setTarget] = useState<ReturnType<
    typeof bulkTargetOf<ReturnType<typeof taskFilterOf>>
  > | null>(null);
  const [status, setStatus] = useState<TaskStatus>('in_progress');
  const [assignee, setAssignee] = useState('');
  const isCountWanted = hasMore && selection.ids.length === selection.offered && selection.offered > 0;
  const total = useQuery({ ...taskCountQuery(browserApi, filters), enabled: isCountWanted }).data;
  const known = useQuery({
    ...taskPeopleQuery(browserApi),
    enabled: target !== null && wish === 'assignee',
  });
  const ask = (wanted: Wish) => {
    setWish(wanted);
    setAssignee('');
    setTarget(bulkTargetOf(selection, taskFilterOf(filters)));
  };
  const assigneeId = assignee.trim() === '' ? null : assignee.trim();
  const body: CreateJobBody | null =
    target === null
      ? null
      : wish === 'delete'
        ? { action: 'delete-tasks', ...target }
        : { action: 'change-tasks', changes: wish === 'status' ? { status } : { assigneeId }, ...target };
  return (
    <>
      <SelectionBar selection={selection} one="task" total={hasMore ? (total ?? null) : selection.offered}>
        <Button size="small" onClick={() => ask('status')}>
          <CircleDotDashed aria-hidden />
          Status
        </Button>
        <Button size="small" onClick={() => ask('assignee')}>
          <UserRoundPlus aria-hidden />
          Assign
        </Button>
        {mayDelete(me) && (
          <Button size="small" variant="danger" onClick={() => ask('delete')}>
            <Trash2 aria-hidden />
            Delete
          </Button>
        )}
      </SelectionBar>
      <BulkDialog
        body={body}
        tone={wish === 'delete' ? 'danger' : 'primary'}
        explanation={explanations[wish]}
        fields={
          wish === 'status' ? (
            <Field label="New status">
              {(control) => (
                <Select
                  {...control}
                  value={status}
                  onChange={({ target: { value } }) =>
                    setStatus(taskStatuses.find((one) => one === value) ?? status)
                  }
                >
                  {taskStatuses.map((option) => (
                    <option key={option} value={option}>
                      {statusNames[option]}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          ) : (
            wish === 'assignee' && (
              <Field label="New assignee" isOptional>
                {(control) => (
                  <>
                    <Input
                      {...control}
                      list={`${control.id}-known`}
                      value={assignee}
                      maxLength={200}
                      placeholder="nobody"
                      autoComplete="off"
                      onChange={({ target: { value } }) => setAssignee(value)}
                    />
                    <datalist id={`${control.id}-known`}>
                      {offeredPeople(me, known.data ?? []).map(({ id, name }) => (
                        <option key={id} value={id}>
                          {name}
                        </option>
                      ))}
                    </datalist>
                  </>
                )}
              </Field>
            )
          )
        }
        onStarted={selection.clear}
        onClose={() => setTarget(null)}
      />
    </>
  );
}

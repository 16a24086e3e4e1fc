'use client';

import { useQuery } from '@tanstack/react-query';
import type { Task } from '@tools-provider/contracts';
import { UserRound, UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { cn } from '../components/ui/cn.ts';
import { Menu, MenuChoice, MenuChoices, MenuNote } from '../components/ui/menu.tsx';
import { useMe } from '../session/me.tsx';
import { mayCurate } from '../session/permissions.ts';
import { offeredPeople } from './known-people.ts';
import { taskPeopleQuery } from './queries.ts';
import { useAssignment } from './use-assignment.ts';

/** Who has a task; who curates gives it to somebody else right here. */
export function AssignMenu({ task, className }: { task: Task; className?: string }) {
  const me = useMe();
  const [isOpen, setIsOpen] = useState(false);
  const { assign, isBusy } = useAssignment();
  const known = useQuery({ ...taskPeopleQuery(browserApi), enabled: isOpen });
  const { assigneeId } = task;
  if (!mayCurate(me)) {
    return assigneeId === null ? <span className="text-muted">nobody</span> : <Person id={assigneeId} />;
  }
  const people = offeredPeople(me, [...(known.data ?? []), ...(assigneeId === null ? [] : [assigneeId])]);
  return (
    <Menu
      // What is to be seen is a part of the name, for those who speak to the browser.
      label={assigneeId === null ? `Assign ${task.title}` : `Assignee of ${task.title}: ${assigneeId}`}
      align="start"
      onOpenChange={setIsOpen}
      className={cn(
        '-mx-1.5 inline-flex min-h-7 max-w-full items-center rounded-md px-1.5 text-left hover:bg-sunken',
        isBusy && 'opacity-60',
        className,
      )}
      trigger={
        assigneeId === null ? (
          <span className="flex items-center gap-1.5 text-muted">
            <UserRoundPlus aria-hidden className="size-4" />
            Assign
          </span>
        ) : (
          <Person id={assigneeId} />
        )
      }
    >
      <MenuChoices
        // An id is never empty, so that nobody is none.
        value={assigneeId ?? ''}
        onChange={(id) => assign(task, id === '' ? null : id)}
      >
        <MenuChoice value="">Nobody</MenuChoice>
        {people.map(({ id, name }) => (
          <MenuChoice key={id} value={id}>
            <span className="min-w-0 truncate">{id}</span>
            {name !== null && (
              <span className="truncate text-xs text-muted">{id === me.id ? 'you' : name}</span>
            )}
          </MenuChoice>
        ))}
      </MenuChoices>
      {known.isPending && <MenuNote>Looking for others…</MenuNote>}
      {known.isError && <MenuNote>Who else there is cannot be read right now.</MenuNote>}
    </Menu>
  );
}

/** Somebody by their id. */
export function Person({ id }: { id: string }) {
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <UserRound aria-hidden className="size-4 shrink-0 text-muted" />
      <span className="truncate">{id}</span>
    </span>
  );
}

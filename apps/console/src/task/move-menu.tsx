'use client';

import type { Task } from '@tools-provider/contracts';
import { ArrowLeftRight } from 'lucide-react';
import { buttonVariants } from '../components/ui/button.tsx';
import { cn } from '../components/ui/cn.ts';
import { Menu, MenuGroup, MenuItem } from '../components/ui/menu.tsx';
import { useMe } from '../session/me.tsx';
import { cancellingWords } from './approval-words.ts';
import { offeredStatuses } from './status.ts';
import type { StatusChange } from './use-status-change.ts';
import { decisionName } from './words.ts';

/** Moves a card to another column, without dragging it. Nothing is shown to those who may not. */
export function MoveMenu({ task, change }: { task: Task; change: StatusChange }) {
  const me = useMe();
  const offered = offeredStatuses(task, me).filter((status) => status !== task.status);
  if (offered.length === 0) return null;
  return (
    <Menu
      label={`Move ${task.title}`}
      trigger={<ArrowLeftRight aria-hidden />}
      className={cn(buttonVariants({ variant: 'ghost', size: 'icon' }), '-mt-1 -mr-1.5 size-7')}
    >
      <MenuGroup label="Move to">
        {offered.map((status) => (
          <MenuItem key={status} onClick={() => change.choose(task, status)}>
            {decisionName(
              status,
              task.approval === null ? null : cancellingWords(me, task.approval).toLowerCase(),
            )}
          </MenuItem>
        ))}
      </MenuGroup>
    </Menu>
  );
}

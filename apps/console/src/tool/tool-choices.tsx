'use client';

import type { ToolSummary } from '@tools-provider/contracts';
import type { KeyboardEvent } from 'react';
import { Button } from '../components/ui/button.tsx';
import { Pill } from '../components/ui/pill.tsx';
import { Skeleton } from '../components/ui/skeleton.tsx';
import { counted } from '../time/numbers.ts';

interface ToolChoicesProps {
  readonly tools: readonly ToolSummary[];
  readonly chosen: ReadonlySet<string>;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly onMore: () => void;
  readonly onChange: (toolIds: readonly string[], isChosen: boolean) => void;
}

/** Tools to tick, one by one or all that are shown; Up and Down go from box to box. */
export function ToolChoices({ tools, chosen, hasMore, isLoading, onMore, onChange }: ToolChoicesProps) {
  const shown = counted(tools.length, 'tool');
  return (
    <>
      <label className="sticky top-0 z-10 flex min-h-9 items-center gap-3 border-b bg-sunken px-3 text-[0.8125rem] font-medium">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={tools.every(({ id }) => chosen.has(id))}
          onChange={({ target }) =>
            onChange(
              tools.map(({ id }) => id),
              target.checked,
            )
          }
        />
        {hasMore ? `The first ${shown}` : `All ${shown}`}
      </label>
      <ul aria-label="Tools" onKeyDown={moveAlong} className="divide-y">
        {tools.map((tool) => (
          <Choice
            key={tool.id}
            tool={tool}
            isChosen={chosen.has(tool.id)}
            onChange={(isChosen) => onChange([tool.id], isChosen)}
          />
        ))}
      </ul>
      {hasMore && (
        <div className="p-2 text-center">
          <Button size="small" disabled={isLoading} onClick={onMore}>
            {isLoading ? 'Loading…' : 'Load more'}
          </Button>
        </div>
      )}
    </>
  );
}

interface ChoiceProps {
  readonly tool: ToolSummary;
  readonly isChosen: boolean;
  readonly onChange: (isChosen: boolean) => void;
}

function Choice({ tool, isChosen, onChange }: ChoiceProps) {
  const { name, description, sourceName, method, path, isAvailable } = tool;
  const about = [sourceName, [method, path].filter(Boolean).join(' '), description];
  return (
    <li>
      <label className="flex items-start gap-3 px-3 py-2 hover:bg-sunken/60 has-checked:bg-accent-soft/60">
        <input
          type="checkbox"
          aria-label={`${name}, ${sourceName}`}
          className="mt-1 size-4 shrink-0 accent-accent"
          checked={isChosen}
          onChange={({ target }) => onChange(target.checked)}
        />
        <span className="min-w-0 flex-1 text-sm">
          <span className="flex flex-wrap items-center gap-x-2">
            <span className="font-medium break-all">{name}</span>
            {!isAvailable && <Pill tone="warn">Not available</Pill>}
          </span>
          <span className="block truncate text-xs text-muted">{about.filter(Boolean).join(' · ')}</span>
        </span>
      </label>
    </li>
  );
}

/** What stands where the tools will be. */
export function WaitingForTools() {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-4 p-4">
      {['a', 'b', 'c', 'd', 'e'].map((row) => (
        <Skeleton key={row} className="h-8 w-full" />
      ))}
    </div>
  );
}

function moveAlong(event: KeyboardEvent<HTMLUListElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const boxes = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
  const at = boxes.indexOf(event.target as HTMLInputElement);
  const next = boxes[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

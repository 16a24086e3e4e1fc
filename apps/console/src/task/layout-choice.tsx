'use client';

import { Columns3, Rows3 } from 'lucide-react';
import { BareButton } from '../components/ui/bare-button.tsx';
import type { TaskFilters } from './list-filters.ts';

type Layout = TaskFilters['layout'];

const layouts = [
  { value: 'list', name: 'List', Icon: Rows3 },
  { value: 'board', name: 'Board', Icon: Columns3 },
] as const;

/** Whether the tasks are shown as a list or as a board. */
export function LayoutChoice({ value, onChange }: { value: Layout; onChange: (layout: Layout) => void }) {
  return (
    <fieldset className="flex h-(--control) items-center gap-0.5 rounded-lg border border-field-border/60 bg-surface p-0.5 shadow-card">
      <legend className="sr-only">Show as</legend>
      {layouts.map(({ value: layout, name, Icon }) => (
        <BareButton
          key={layout}
          aria-pressed={value === layout}
          onClick={() => onChange(layout)}
          className="inline-flex h-full items-center gap-1.5 rounded-md px-2.5 text-[0.8125rem] font-medium text-muted hover:text-foreground aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
        >
          <Icon aria-hidden className="size-4" />
          {name}
        </BareButton>
      ))}
    </fieldset>
  );
}

'use client';

import type { ReactNode } from 'react';
import { cn } from './cn.ts';

interface SideChoiceProps {
  /** Names what is decided; the sides of one decision share it. */
  readonly name: string;
  readonly title: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  /** What that side has. */
  readonly children: ReactNode;
}

/** One side of something that two people have changed, to be chosen. */
export function SideChoice({ name, title, isChosen, onChoose, children }: SideChoiceProps) {
  return (
    <label
      className={cn(
        'flex min-w-0 gap-2 rounded-md border px-2.5 py-1.5',
        isChosen ? 'border-accent bg-accent-soft' : 'bg-surface hover:bg-sunken/60',
      )}
    >
      <input
        type="radio"
        name={name}
        aria-label={title}
        checked={isChosen}
        className="mt-1 size-4 shrink-0 accent-accent"
        onChange={onChoose}
      />
      <span className="min-w-0">
        <span className="block text-xs text-muted">{title}</span>
        {children}
      </span>
    </label>
  );
}

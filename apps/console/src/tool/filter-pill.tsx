'use client';

import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { BareButton } from '../components/ui/bare-button.tsx';

interface FilterPillProps {
  /** What taking it away does. */
  readonly label: string;
  readonly onRemove: () => void;
  readonly children: ReactNode;
}

/** A filter that was chosen elsewhere on the page, with the way to take it away. */
export function FilterPill({ label, onRemove, children }: FilterPillProps) {
  return (
    <span className="inline-flex h-(--control) max-w-full items-center gap-1 rounded-lg border border-transparent bg-accent-soft pr-1 pl-3 text-sm font-medium text-accent-text">
      <span className="truncate">{children}</span>
      <BareButton
        aria-label={label}
        onClick={onRemove}
        className="grid size-[24px] shrink-0 place-items-center rounded-md hover:bg-surface"
      >
        <X aria-hidden className="size-4" />
      </BareButton>
    </span>
  );
}

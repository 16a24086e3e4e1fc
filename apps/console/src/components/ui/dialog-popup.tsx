'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { buttonVariants } from './button.tsx';
import { cn } from './cn.ts';

export interface DialogProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly title: string;
  readonly description?: ReactNode;
  /** `side` slides in from the edge and leaves the page visible. */
  readonly placement?: 'center' | 'side';
  /** Whether a press beside it and Escape leave it open. */
  readonly isSticky?: boolean;
  /** For what needs more room than a few fields. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

/** The dialog itself. */
export function DialogPopup({
  isOpen,
  onOpenChange,
  title,
  description,
  placement = 'center',
  isSticky = false,
  isWide = false,
  children,
}: DialogProps) {
  const content = useRef<HTMLDivElement>(null);
  // What a person came for: the first field, else the words, and not the button that closes.
  const first = () => content.current?.querySelector<HTMLElement>('input, textarea') ?? content.current;
  return (
    <Base.Root
      open={isOpen}
      disablePointerDismissal={isSticky}
      onOpenChange={(open, { reason }) => {
        if (!isSticky || reason !== 'escape-key') onOpenChange(open);
      }}
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-backdrop transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          initialFocus={first}
          className={cn(popup, placement === 'center' ? center : side, isWide && 'max-w-3xl')}
        >
          <div className="flex items-start justify-between gap-4 border-b px-5 py-4">
            <div className="min-w-0">
              <Base.Title className="text-base font-semibold">{title}</Base.Title>
              {description !== undefined && (
                <Base.Description render={<div />} className="text-sm text-muted">
                  {description}
                </Base.Description>
              )}
            </div>
            <Base.Close
              aria-label="Close"
              className={cn(buttonVariants({ variant: 'ghost', size: 'icon' }), '-mr-2')}
            >
              <X aria-hidden />
            </Base.Close>
          </div>
          <div ref={content} tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto px-5 py-4 outline-none">
            {children}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

const popup =
  'fixed z-50 flex flex-col border bg-surface shadow-popup outline-none transition-[opacity,transform] duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0';
const center =
  'top-1/2 left-1/2 max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] max-w-lg -translate-x-1/2 -translate-y-1/2 rounded-2xl data-starting-style:scale-[0.98]';
const side =
  'inset-y-0 right-0 w-full max-w-xl border-y-0 border-r-0 data-ending-style:translate-x-4 data-starting-style:translate-x-4 sm:rounded-l-2xl';

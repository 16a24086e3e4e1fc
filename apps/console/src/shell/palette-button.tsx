'use client';

import { Search } from 'lucide-react';
import { BareButton } from '../components/ui/bare-button.tsx';

/** Opens the palette, for those who do not know its keys and for phones, which have none. */
export function PaletteButton({ isCompact = false, onOpen }: { isCompact?: boolean; onOpen: () => void }) {
  if (isCompact) {
    return (
      <BareButton
        aria-label="Search and commands"
        onClick={onOpen}
        className="grid size-9 place-items-center rounded-lg text-muted hover:bg-sunken hover:text-foreground"
      >
        <Search aria-hidden className="size-4.5" />
      </BareButton>
    );
  }
  return (
    <BareButton
      onClick={onOpen}
      aria-keyshortcuts="Control+K Meta+K"
      className="mx-3 mb-3 flex h-8.5 items-center gap-2.5 rounded-lg border border-field-border/60 bg-background px-2.5 text-left text-[0.8125rem] text-muted transition-colors hover:border-field-border hover:text-foreground"
    >
      <Search aria-hidden className="size-4" />
      <span className="flex-1">
        Search<span className="sr-only"> and commands</span>
      </span>
      <kbd aria-hidden className="font-mono text-[0.6875rem]">
        Ctrl K
      </kbd>
    </BareButton>
  );
}

'use client';

import { Button } from '../../components/ui/button.tsx';

interface SaveBarProps {
  readonly words: string;
  readonly submit: string;
  readonly isBusy: boolean;
  readonly canSubmit: boolean;
  readonly onCancel: () => void;
}

/** Stays in sight while a long form scrolls: what is not saved yet, and how to save it. */
export function SaveBar({ words, submit, isBusy, canSubmit, onCancel }: SaveBarProps) {
  return (
    <div className="sticky bottom-16 z-20 -mx-4 flex flex-wrap items-center justify-between gap-2 border-t bg-surface/95 px-4 py-3 backdrop-blur sm:mx-0 sm:rounded-xl sm:border lg:bottom-4 lg:shadow-card">
      <p role="status" className="text-[0.8125rem] text-muted">
        {words}
      </p>
      <div className="ml-auto flex gap-2">
        <Button onClick={onCancel} disabled={isBusy}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" disabled={isBusy || !canSubmit}>
          {isBusy ? 'Saving…' : submit}
        </Button>
      </div>
    </div>
  );
}

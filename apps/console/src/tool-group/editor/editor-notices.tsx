'use client';

import type { Problem } from '@tools-provider/contracts';
import { CloudOff, FileClock, GitCompareArrows, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { cn } from '../../components/ui/cn.ts';

/** Says that it is not known whether something was saved, and how to find out without doing it twice. */
export function UnknownOutcome({
  problem,
  onRepeat,
}: {
  problem: Problem | undefined;
  onRepeat: () => void;
}) {
  return (
    <Notice
      role="alert"
      className="border-warn-border bg-warn-soft text-warn"
      icon={<CloudOff aria-hidden />}
      title="Not known whether it was saved"
      action={
        <Button size="small" onClick={onRepeat}>
          Try again
        </Button>
      }
    >
      No answer came, so it may be written or not. What you sent is kept, also when this page is loaded again.
      Trying again cannot save it twice; it also happens by itself when the connection is back.
      {problem?.traceId !== undefined && (
        <span className="block text-xs">
          Trace <code className="font-mono">{problem.traceId}</code>
        </span>
      )}
    </Notice>
  );
}

/** Says that what is shown was typed before, and not saved. */
export function RestoredDraft({ onDiscard }: { onDiscard: () => void }) {
  return (
    <Notice
      role="status"
      className="border-wait-border bg-wait-soft text-wait"
      icon={<FileClock aria-hidden />}
      title="Your unsaved changes are back"
      action={
        <Button size="small" onClick={onDiscard}>
          Discard them
        </Button>
      }
    >
      This tab has kept what you typed the last time. Nothing of it is saved yet.
    </Notice>
  );
}

/** Says that what is being edited was deleted meanwhile, and what can be done with what was typed. */
export function DeletedMeanwhile({ onCopy, onLeave }: { onCopy: () => void; onLeave: () => void }) {
  return (
    <Notice
      role="alert"
      className="border-bad-border bg-bad-soft text-bad"
      icon={<Trash2 aria-hidden />}
      title="This group was deleted meanwhile"
      action={
        <span className="flex flex-wrap gap-2">
          <Button size="small" variant="primary" onClick={onCopy}>
            Go on as a new group
          </Button>
          <Button size="small" onClick={onLeave}>
            Leave without it
          </Button>
        </span>
      }
    >
      Nothing can be saved to it any more, and nothing of what you typed is lost: it can become a new group,
      which has a history of its own and begins inactive where an approval is needed.
    </Notice>
  );
}

/** Says that somebody else has changed meanwhile what is being edited. */
export function ChangedMeanwhile({
  began,
  now,
  isBusy,
  onCompare,
}: {
  began: number;
  now: number;
  isBusy: boolean;
  onCompare: () => void;
}) {
  return (
    <Notice
      role="status"
      className="border-wait-border bg-wait-soft text-wait"
      icon={<GitCompareArrows aria-hidden />}
      title={`Changed meanwhile: v${now}`}
      action={
        <Button size="small" disabled={isBusy} onClick={onCompare}>
          Compare
        </Button>
      }
    >
      You began with v{began}. Nothing that was changed since is overwritten without asking you.
    </Notice>
  );
}

function Notice({
  role,
  className,
  icon,
  title,
  action,
  children,
}: {
  role: 'alert' | 'status';
  className: string;
  icon: ReactNode;
  title: string;
  action: ReactNode;
  children: ReactNode;
}) {
  return (
    <div
      role={role}
      className={cn(
        'flex flex-wrap items-start justify-between gap-x-4 gap-y-2 rounded-xl border px-4 py-3 text-sm',
        className,
      )}
    >
      <div className="flex min-w-0 flex-1 basis-64 gap-3 [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0">
        {icon}
        <div className="min-w-0">
          <p className="font-semibold">{title}</p>
          <p className="text-foreground">{children}</p>
        </div>
      </div>
      <div className="text-foreground">{action}</div>
    </div>
  );
}

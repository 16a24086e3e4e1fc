'use client';

import type { Problem, Source } from '@tools-provider/contracts';
import { CircleCheck, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../components/ui/button.tsx';
import { cn } from '../components/ui/cn.ts';
import { counted } from '../time/numbers.ts';
import { ProblemPlaces } from './problem-places.tsx';
import { type RefreshResult, refreshWords } from './refresh-result.ts';

/** What came of the refresh that was asked for on this page. */
export type RefreshOutcome =
  | { readonly kind: 'done'; readonly result: RefreshResult }
  | { readonly kind: 'failed'; readonly problem: Problem | undefined };

interface OutcomeProps {
  readonly outcome: RefreshOutcome | null;
  readonly onDismiss: () => void;
}

/** Says what came of a refresh until it is dismissed. */
export function RefreshNotice({ outcome, onDismiss }: OutcomeProps) {
  if (outcome === null) return null;
  if (outcome.kind === 'done') {
    return (
      <Notice tone="ok" role="status" onDismiss={onDismiss}>
        <p>
          <span className="font-semibold">Refreshed.</span> {refreshWords(outcome.result)}.
        </p>
      </Notice>
    );
  }
  const { problem } = outcome;
  return (
    <Notice tone="bad" role="alert" onDismiss={onDismiss}>
      <p>
        <span className="font-semibold">{problem?.title ?? 'Not refreshed'}.</span>{' '}
        {problem?.detail ?? 'The console could not make sense of the answer it got.'}
      </p>
      <ProblemPlaces problem={problem} />
      {problem?.traceId !== undefined && (
        <p className="text-xs">
          Trace <code className="font-mono">{problem.traceId}</code>
        </p>
      )}
    </Notice>
  );
}

/** Says why a source could not be read, as long as that is so. */
export function HealthNotice({ source }: { source: Source }) {
  const { health, healthReason, failures } = source;
  if (health !== 'degraded' && health !== 'unhealthy') return null;
  return (
    <Notice tone={health === 'degraded' ? 'warn' : 'bad'} role="note">
      <p className="font-semibold">
        It could not be read {failures === 1 ? 'the last time' : `${counted(failures, 'time')} in a row`}.
      </p>
      {healthReason !== null && <p className="break-words">{healthReason}</p>}
      <p className="text-muted">
        Its tools stay as they were. A refresh that succeeds makes it healthy again.
      </p>
    </Notice>
  );
}

const tones = {
  ok: 'border-ok-border bg-ok-soft text-ok',
  warn: 'border-warn-border bg-warn-soft text-warn',
  bad: 'border-bad-border bg-bad-soft text-bad',
} as const;

interface NoticeProps {
  readonly tone: keyof typeof tones;
  readonly role: 'status' | 'alert' | 'note';
  readonly onDismiss?: () => void;
  readonly children: ReactNode;
}

function Notice({ tone, role, onDismiss, children }: NoticeProps) {
  const Icon = tone === 'ok' ? CircleCheck : TriangleAlert;
  return (
    <div
      className={cn('mb-(--between) flex items-start gap-3 rounded-xl border px-4 py-3 text-sm', tones[tone])}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div role={role} className="flex min-w-0 flex-1 flex-col gap-1">
        {children}
      </div>
      {onDismiss !== undefined && (
        <Button
          variant="ghost"
          size="icon"
          aria-label="Dismiss"
          onClick={onDismiss}
          className="-my-1.5 -mr-2"
        >
          <X aria-hidden />
        </Button>
      )}
    </div>
  );
}

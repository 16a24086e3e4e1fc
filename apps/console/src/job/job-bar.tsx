'use client';

import type { Job } from '@tools-provider/contracts';
import { count } from '../time/numbers.ts';
import { countsWords, outcomes, stateNames } from './words.ts';

const fills = {
  ok: 'bg-[oklch(0.66_0.15_155)]',
  plain: 'bg-field-border',
  warn: 'bg-[oklch(0.76_0.15_75)]',
  bad: 'bg-[oklch(0.62_0.2_26)]',
  hollow: 'bg-transparent',
} as const;

/** How far a job is, and what its items came to. */
export function JobBar({ job }: { job: Job }) {
  const { total, counts, etaSeconds, state, isCancelRequested } = job;
  const through = total - counts.waiting;
  const words = `${count(through)} of ${count(total)}`;
  return (
    <div className="flex flex-col gap-1.5">
      <div
        role="progressbar"
        aria-label="Progress"
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={through}
        aria-valuetext={`${words}: ${countsWords(job)}`}
        className="flex h-2 overflow-hidden rounded-full bg-sunken"
      >
        {outcomes.map(({ outcome, count: name, tone }) => (
          <span
            key={outcome}
            className={fills[tone]}
            style={{ width: `${(100 * counts[name]) / Math.max(total, 1)}%` }}
          />
        ))}
      </div>
      <p className="flex justify-between gap-4 text-xs text-muted tabular-nums">
        <span>
          {isCancelRequested && state === 'running' ? 'Being cancelled' : stateNames[state]} · {words}
        </span>
        {state === 'running' && etaSeconds !== null && <span>{etaWords(etaSeconds)}</span>}
      </p>
    </div>
  );
}

function etaWords(seconds: number): string {
  if (seconds < 60) return `about ${Math.max(seconds, 1)} s left`;
  return `about ${Math.ceil(seconds / 60)} min left`;
}

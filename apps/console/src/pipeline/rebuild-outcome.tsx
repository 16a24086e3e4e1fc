import type { RebuildJobBody } from '@tools-provider/contracts';
import { CircleCheck, CircleSlash, OctagonAlert, TriangleAlert } from 'lucide-react';
import { cn } from '../components/ui/cn.ts';
import { Moment } from '../time/moment.tsx';
import { counted } from '../time/numbers.ts';
import { outcomeOf } from './rebuild-words.ts';

const looks = {
  ok: { Icon: CircleCheck, className: 'text-ok' },
  plain: { Icon: CircleSlash, className: 'text-muted' },
  warn: { Icon: TriangleAlert, className: 'text-warn' },
  bad: { Icon: OctagonAlert, className: 'text-bad' },
} as const;

const LISTED = 20;

/** What came of the last rebuild or verification, and where documents are not what their streams say. */
export function RebuildOutcome({ job }: { job: RebuildJobBody }) {
  const outcome = outcomeOf(job);
  if (outcome === undefined) return null;
  const { Icon, className } = looks[outcome.tone];
  return (
    <li className="px-4 py-(--row-y) text-sm sm:px-5">
      <p className="flex items-start gap-2">
        <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', className)} />
        <span className="min-w-0">
          <span className="break-words">{outcome.words}</span>
          <span className="text-muted">
            {' '}
            · {job.requestedBy}
            {job.endedAt !== null && (
              <>
                , <Moment at={job.endedAt} />
              </>
            )}
          </span>
        </span>
      </p>
      <Places
        title={counted(job.differences.length, 'difference')}
        lines={job.differences.map(({ collection, id, paths }) => ({
          key: `${collection}/${id}`,
          words: `${collection} ${id}: ${paths.length === 0 ? 'missing, or should not be there' : paths.join(', ')}`,
        }))}
      />
      <Places
        title={`${counted(job.failures.length, 'event')} refused`}
        lines={job.failures.map(({ stream, revision, eventType, reason }) => ({
          key: `${stream}@${revision}`,
          words: `${stream} v${revision} (${eventType}): ${reason}`,
        }))}
      />
    </li>
  );
}

interface PlacesProps {
  readonly title: string;
  readonly lines: readonly { readonly key: string; readonly words: string }[];
}

function Places({ title, lines }: PlacesProps) {
  if (lines.length === 0) return null;
  return (
    <details className="mt-1.5 ml-6">
      <summary className="cursor-pointer text-[0.8125rem] text-accent-text">{title}</summary>
      <ul className="mt-1.5 space-y-1 font-mono text-xs break-all text-muted">
        {lines.slice(0, LISTED).map(({ key, words }) => (
          <li key={key}>{words}</li>
        ))}
        {lines.length > LISTED && <li>and {counted(lines.length - LISTED, 'more', 'more')}</li>}
      </ul>
    </details>
  );
}

'use client';

import type { AuditEntry } from '@tools-provider/contracts';
import Link from 'next/link';
import { Button } from '../components/ui/button.tsx';
import { FactRow } from '../components/ui/facts.tsx';
import { localDateTime } from '../time/date-time.ts';
import type { AuditFilters } from './filters.ts';

/** All that is known of an entry, and the ways to more like it. */
export function AuditDetails({
  id,
  entry,
  onNarrow,
}: {
  id: string;
  entry: AuditEntry;
  onNarrow: (filters: Partial<AuditFilters>) => void;
}) {
  const { actor, aggregate } = entry;
  return (
    <div id={id} className="flex flex-col gap-3 px-4 pb-4 sm:pl-10">
      <dl className="grid gap-x-4 gap-y-1 max-sm:[&>dt]:mt-1 text-[0.8125rem] sm:grid-cols-[8rem_1fr]">
        <FactRow name="When">
          <time dateTime={entry.at}>{localDateTime(entry.at)}</time>{' '}
          <code className="font-mono text-xs text-muted">{entry.at}</code>
        </FactRow>
        <FactRow name="Event type">
          <code className="font-mono text-xs break-all">{entry.type}</code>
        </FactRow>
        <FactRow name="About">
          <code className="font-mono text-xs break-all">{entry.id}</code>
        </FactRow>
        <FactRow name="Event id">
          <code className="font-mono text-xs break-all">{entry.eventId}</code>
        </FactRow>
        <FactRow name="Correlation">
          <code className="font-mono text-xs break-all">{entry.correlationId}</code>
        </FactRow>
        <FactRow name="In the feed">
          <Link
            href={`/feed?subject=${encodeURIComponent(entry.id)}`}
            prefetch={false}
            className="text-accent-text underline underline-offset-2"
          >
            sequence {Number(entry.sequence)}
          </Link>
        </FactRow>
      </dl>
      <div className="flex flex-wrap gap-2">
        {actor !== null && (
          <Button size="small" onClick={() => onNarrow({ actor })}>
            <span className="max-w-48 truncate">Only what {actor} did</span>
          </Button>
        )}
        <Button size="small" onClick={() => onNarrow({ id: entry.id, ...(aggregate && { aggregate }) })}>
          Only what was done to this one
        </Button>
        <Button size="small" onClick={() => onNarrow({ type: entry.type })}>
          Only such events
        </Button>
      </div>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={`What entry ${Number(entry.sequence)} says`}
        className="max-h-96 overflow-auto rounded-lg border bg-sunken/60 p-3.5"
      >
        <pre className="font-mono text-xs leading-relaxed">{JSON.stringify(entry.data, null, 2)}</pre>
      </section>
    </div>
  );
}

'use client';

import type { AuditEntry } from '@tools-provider/contracts';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Button } from '../components/ui/button.tsx';
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
      <dl className="grid gap-x-4 gap-y-1 text-[0.8125rem] sm:grid-cols-[8rem_1fr]">
        <Fact name="When">
          <time dateTime={entry.at}>{localDateTime(entry.at)}</time>{' '}
          <code className="font-mono text-xs text-muted">{entry.at}</code>
        </Fact>
        <Fact name="Event type">
          <code className="font-mono text-xs break-all">{entry.type}</code>
        </Fact>
        <Fact name="About">
          <code className="font-mono text-xs break-all">{entry.id}</code>
        </Fact>
        <Fact name="Event id">
          <code className="font-mono text-xs break-all">{entry.eventId}</code>
        </Fact>
        <Fact name="Correlation">
          <code className="font-mono text-xs break-all">{entry.correlationId}</code>
        </Fact>
        <Fact name="In the feed">
          <Link
            href={`/feed?subject=${encodeURIComponent(entry.id)}`}
            prefetch={false}
            className="text-accent-text underline underline-offset-2"
          >
            sequence {Number(entry.sequence)}
          </Link>
        </Fact>
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

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted max-sm:mt-1">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

'use client';

import type { CloudEvent } from '@tools-provider/contracts';
import { Copy, ListFilter, Terminal } from 'lucide-react';
import Link from 'next/link';
import { Button } from '../components/ui/button.tsx';
import { FactRow } from '../components/ui/facts.tsx';
import { localDateTime } from '../time/date-time.ts';
import { copyText } from './copy-text.ts';
import { curlAfter, pageOfSubject } from './event-words.ts';
import { numberOf } from './feed-window.ts';

interface EventDetailProps {
  readonly event: CloudEvent;
  readonly name: string | undefined;
  readonly apiUrl: string;
  readonly onSubject: (subject: string) => void;
}

/** All of an event: what it is about, who did it, and the event itself as integrators get it. */
export function EventDetail({ event, name, apiUrl, onSubject }: EventDetailProps) {
  const page = pageOfSubject(event);
  const json = JSON.stringify(event, null, 2);
  return (
    <>
      <dl className="mb-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 pt-1 text-[0.8125rem] sm:grid-cols-[auto_minmax(0,1fr)_auto_minmax(0,1fr)]">
        <FactRow name="About">
          {page === undefined ? (
            (name ?? event.subject)
          ) : (
            <Link href={page} prefetch={false} className="font-medium text-accent-text underline">
              {name ?? event.subject}
            </Link>
          )}
        </FactRow>
        <FactRow name="Happened">
          <time dateTime={event.time}>{localDateTime(event.time)}</time>
        </FactRow>
        <FactRow name="By">{event.authid ?? 'not noted'}</FactRow>
        <FactRow name="Request">
          <code className="font-mono text-xs">{event.correlationid}</code>
        </FactRow>
      </dl>
      <div className="mb-2 flex flex-wrap gap-2">
        <Button size="small" onClick={() => void copyText(json, 'Event copied')}>
          <Copy aria-hidden />
          Copy JSON
        </Button>
        <Button
          size="small"
          onClick={() => void copyText(curlAfter(apiUrl, event), 'Command copied; put your token into TOKEN')}
        >
          <Terminal aria-hidden />
          Copy as curl
        </Button>
        <Button size="small" onClick={() => onSubject(event.subject)}>
          <ListFilter aria-hidden />
          Only about this
        </Button>
      </div>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={`Event ${numberOf(event)}`}
        className="max-h-96 overflow-auto rounded-lg border bg-sunken/60 p-3.5"
      >
        <pre className="font-mono text-xs leading-relaxed">{json}</pre>
      </section>
    </>
  );
}

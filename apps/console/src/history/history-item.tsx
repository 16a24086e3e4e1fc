'use client';

import type { HistoryEntry } from '@tools-provider/contracts';
import { Clock3, Rss } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { buttonVariants } from '../components/ui/button.tsx';
import { Pill } from '../components/ui/pill.tsx';
import { Moment } from '../time/moment.tsx';
import { counted } from '../time/numbers.ts';
import { ChangeLine } from './change-line.tsx';
import { changeWords, isTold } from './change-words.ts';
import { actorName, type HistoryCommand, revisionsOf } from './commands-of-history.ts';
import { eventTitle } from './event-titles.ts';

interface HistoryItemProps {
  readonly command: HistoryCommand;
  readonly isProjected: boolean;
  readonly pastHref?: ((revision: number) => Route) | undefined;
  readonly feedHref: Route;
}

/** What one command changed: who did it, when, and each of its events with its differences. */
export function HistoryItem({ command, isProjected, pastHref, feedHref }: HistoryItemProps) {
  const { actor, occurredAt, revision, events } = command;
  const [newest] = events;
  const isOne = events.length === 1;
  return (
    <li className="relative border-b px-4 py-4 pl-9 last:border-b-0 sm:px-5 sm:pl-11">
      <span
        aria-hidden
        className="absolute top-[1.4rem] left-4 size-2.5 rounded-full border-2 border-accent bg-surface sm:left-5"
      />
      <span
        aria-hidden
        className="absolute top-9 bottom-0 left-[1.28rem] w-px bg-border sm:left-[1.53rem] [li:last-child>&]:hidden"
      />
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h3 className="text-sm font-semibold">
          {isOne ? eventTitle(newest.type) : `${counted(events.length, 'change')} in one save`}
        </h3>
        <Pill className="tabular-nums">{revisionsOf(command)}</Pill>
        {!isProjected && <Pill tone="wait">written, not shown yet</Pill>}
      </div>
      <p className="mt-0.5 text-[0.8125rem] break-words text-muted">
        by {actorName(actor)}, <Moment at={occurredAt} />
      </p>
      <ol className="mt-2.5 flex flex-col gap-3">
        {events.toReversed().map((event) => (
          <EventDifferences key={event.eventId} event={event} hasTitle={!isOne} />
        ))}
      </ol>
      <div className="mt-2.5 -ml-2.5 flex flex-wrap items-center gap-1">
        {pastHref !== undefined && !isEnd(newest) && (
          <Link
            href={pastHref(revision)}
            prefetch={false}
            className={buttonVariants({ variant: 'ghost', size: 'small' })}
          >
            <Clock3 aria-hidden />
            As it was at v{revision}
          </Link>
        )}
        <Link
          href={feedHref}
          prefetch={false}
          className={buttonVariants({ variant: 'ghost', size: 'small' })}
        >
          <Rss aria-hidden />
          In the feed
        </Link>
        <Ids command={command} />
      </div>
    </li>
  );
}

function EventDifferences({ event, hasTitle }: { event: HistoryEntry; hasTitle: boolean }) {
  return (
    <li>
      {hasTitle && (
        <p className="mb-1 text-[0.8125rem] font-medium">
          {eventTitle(event.type)}{' '}
          <span className="font-normal text-muted tabular-nums">v{event.revision}</span>
        </p>
      )}
      {event.changes === null ? (
        <p
          role="note"
          className="rounded-lg border border-bad-border bg-bad-soft px-3 py-2 text-[0.8125rem] break-words text-bad"
        >
          {event.failure ?? 'This event cannot be read.'}
        </p>
      ) : (
        <ul className="flex flex-col gap-1">
          {event.changes.filter(isTold).map((change) => (
            <ChangeLine key={change.path} change={changeWords(change)} />
          ))}
        </ul>
      )}
    </li>
  );
}

function Ids({ command }: { command: HistoryCommand }) {
  return (
    <details className="group min-w-0 text-[0.8125rem] text-muted open:basis-full">
      <summary className="inline-flex h-8 items-center rounded-lg px-2.5 font-medium hover:bg-sunken hover:text-foreground">
        Events and ids
      </summary>
      <dl className="mt-1 ml-2.5 grid gap-2 rounded-lg border bg-sunken/60 px-3 py-2.5">
        {command.events.map(({ revision, type, eventId }) => (
          <div key={eventId}>
            <dt className="font-mono text-xs break-all text-foreground">
              v{revision} {type}
            </dt>
            <dd className="font-mono text-xs break-all">{eventId}</dd>
          </div>
        ))}
        <div>
          <dt className="text-xs">Command</dt>
          <dd className="font-mono text-xs break-all">{command.commandId}</dd>
        </div>
        <div>
          <dt className="text-xs">Correlation</dt>
          <dd className="font-mono text-xs break-all">{command.events[0].correlationId}</dd>
        </div>
      </dl>
    </details>
  );
}

/** Whether nothing is there any more after an event. */
function isEnd({ type }: HistoryEntry): boolean {
  return /^[a-z]+\.(deleted|deregistered)\./.test(type);
}

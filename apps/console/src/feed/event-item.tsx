'use client';

import type { CloudEvent } from '@tools-provider/contracts';
import { ArrowUpRight, ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { memo, useId, useState } from 'react';
import { BareButton } from '../components/ui/bare-button.tsx';
import { cn } from '../components/ui/cn.ts';
import { Moment } from '../time/moment.tsx';
import { count } from '../time/numbers.ts';
import { EventDetail } from './event-detail.tsx';
import { pageOfSubject, shortType } from './event-words.ts';
import { numberOf } from './feed-window.ts';

interface EventItemProps {
  readonly event: CloudEvent;
  /** What it is about is called so, if that is known. */
  readonly name: string | undefined;
  readonly apiUrl: string;
  readonly onSubject: (subject: string) => void;
}

/** One event of the feed; opened, it shows all of it. Drawn again only when something of it changes, for there may be hundreds. */
export const EventItem = memo(function EventItem({ event, name, apiUrl, onSubject }: EventItemProps) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const page = pageOfSubject(event);
  return (
    <li className="border-b [contain-intrinsic-size:auto_2.75rem] [content-visibility:auto] last:border-b-0">
      <div className="flex items-center gap-1 pr-2 hover:bg-sunken/50">
        <BareButton
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setIsOpen(!isOpen)}
          className="grid min-h-[calc(1.75rem+2*var(--row-y))] min-w-0 flex-1 grid-cols-[1rem_auto_1fr] items-center gap-x-3 px-3 py-[calc(var(--row-y)*0.8)] text-left text-sm -outline-offset-2 sm:grid-cols-[1rem_3.5rem_minmax(0,1fr)_auto_auto] lg:grid-cols-[1rem_3.5rem_minmax(0,16rem)_minmax(0,1fr)_3rem_6.5rem]"
        >
          <ChevronRight
            aria-hidden
            className={cn('size-4 text-muted transition-transform', isOpen && 'rotate-90')}
          />
          <span className="font-mono text-[0.8125rem] text-muted tabular-nums">
            <span className="sr-only">Sequence </span>
            {count(numberOf(event))}
          </span>
          <span className="truncate font-mono text-[0.8125rem]">{shortType(event.type)}</span>
          <span className="hidden min-w-0 truncate text-[0.8125rem] lg:block">
            {name ?? <span className="font-mono text-xs text-muted">{event.subject}</span>}
          </span>
          <span className="col-start-3 flex min-w-0 gap-2 text-xs text-muted tabular-nums sm:contents">
            <span className="truncate sm:hidden">{name ?? event.subject}</span>
            <span className="shrink-0 text-xs text-muted tabular-nums sm:text-right">v{event.revision}</span>
            <Moment
              at={event.time}
              className="shrink-0 text-xs text-muted sm:text-right sm:text-[0.8125rem]"
            />
          </span>
        </BareButton>
        {page === undefined ? (
          <span className="size-8" />
        ) : (
          <Link
            href={page}
            // Each would ask the server for a page that hardly anybody opens.
            prefetch={false}
            aria-label={`Open what event ${numberOf(event)} is about`}
            className="grid size-8 shrink-0 place-items-center rounded-lg text-muted hover:bg-sunken hover:text-foreground"
          >
            <ArrowUpRight aria-hidden className="size-4" />
          </Link>
        )}
      </div>
      {isOpen && (
        <div id={id} className="px-4 pb-4 sm:pl-10">
          <EventDetail event={event} name={name} apiUrl={apiUrl} onSubject={onSubject} />
        </div>
      )}
    </li>
  );
});

'use client';

import type { CloudEvent } from '@tools-provider/contracts';
import { ArrowUpRight, ChevronRight, Copy, Terminal } from 'lucide-react';
import Link from 'next/link';
import { useId, useState } from 'react';
import { toast } from 'sonner';
import { BareButton } from '../components/ui/bare-button.tsx';
import { Button } from '../components/ui/button.tsx';
import { cn } from '../components/ui/cn.ts';
import { Moment } from '../time/moment.tsx';
import { curlAfter, pageOfSubject, shortType } from './event-words.ts';

/** One event of the feed; opened, it shows all of it. */
export function EventItem({ event, apiUrl }: { event: CloudEvent; apiUrl: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const page = pageOfSubject(event);
  return (
    <li className="border-b last:border-b-0">
      <div className="flex items-center gap-1 pr-2 hover:bg-sunken/50">
        <BareButton
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setIsOpen(!isOpen)}
          className="grid min-h-[calc(1.75rem+2*var(--row-y))] min-w-0 flex-1 grid-cols-[1rem_auto_1fr] items-center gap-x-3 px-3 py-[calc(var(--row-y)*0.8)] text-left text-sm -outline-offset-2 sm:grid-cols-[1rem_3.5rem_minmax(0,1fr)_auto_auto] lg:grid-cols-[1rem_3.5rem_minmax(0,16rem)_minmax(0,1fr)_auto_auto]"
        >
          <ChevronRight
            aria-hidden
            className={cn('size-4 text-muted transition-transform', isOpen && 'rotate-90')}
          />
          <span className="font-mono text-[0.8125rem] text-muted tabular-nums">
            <span className="sr-only">Sequence </span>
            {Number(event.sequence)}
          </span>
          <span className="truncate font-mono text-[0.8125rem]">{shortType(event.type)}</span>
          <span className="hidden truncate font-mono text-xs text-muted lg:block">{event.subject}</span>
          <span className="col-start-3 flex gap-2 text-xs text-muted tabular-nums sm:contents">
            <span className="text-xs text-muted tabular-nums">v{event.revision}</span>
            <Moment
              at={event.time}
              className="text-xs text-muted sm:w-28 sm:text-right sm:text-[0.8125rem]"
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
            aria-label={`Open what event ${Number(event.sequence)} is about`}
            className="grid size-8 place-items-center rounded-lg text-muted hover:bg-sunken hover:text-foreground"
          >
            <ArrowUpRight aria-hidden className="size-4" />
          </Link>
        )}
      </div>
      {isOpen && (
        <div id={id} className="px-4 pb-4 sm:pl-10">
          <div className="mb-2 flex flex-wrap gap-2">
            <Button size="small" onClick={() => copy(JSON.stringify(event, null, 2), 'Event copied')}>
              <Copy aria-hidden />
              Copy JSON
            </Button>
            <Button size="small" onClick={() => copy(curlAfter(apiUrl, event), 'Command copied')}>
              <Terminal aria-hidden />
              Copy as curl
            </Button>
          </div>
          <section
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
            tabIndex={0}
            aria-label={`Event ${Number(event.sequence)}`}
            className="max-h-96 overflow-auto rounded-lg border bg-sunken/60 p-3.5"
          >
            <pre className="font-mono text-xs leading-relaxed">{JSON.stringify(event, null, 2)}</pre>
          </section>
        </div>
      )}
    </li>
  );
}

async function copy(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast.success(done);
  } catch {
    toast.error('The browser does not let this page write to the clipboard.');
  }
}

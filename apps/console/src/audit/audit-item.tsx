'use client';

import type { AuditEntry } from '@tools-provider/contracts';
import { ArrowUpRight, Bot, ChevronRight, Cog, UserRound } from 'lucide-react';
import Link from 'next/link';
import { useId, useState } from 'react';
import { BareButton } from '../components/ui/bare-button.tsx';
import { cn } from '../components/ui/cn.ts';
import { Moment } from '../time/moment.tsx';
import { AuditDetails } from './audit-details.tsx';
import { aggregateNames, deedWords, nameIn, pageOfEntry } from './audit-words.ts';
import type { AuditFilters } from './filters.ts';

const actors = {
  app_user: { Icon: UserRound, what: 'Person' },
  service_account: { Icon: Bot, what: 'Service' },
  system: { Icon: Cog, what: 'System' },
} as const;

/** One thing that somebody did; opened, it shows all that is known of it. */
export function AuditItem({
  entry,
  name: known,
  onNarrow,
}: {
  entry: AuditEntry;
  /** What it is about is called so now, if that is known. */
  name: string | undefined;
  onNarrow: (filters: Partial<AuditFilters>) => void;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const page = pageOfEntry(entry);
  const { Icon, what } = actors[entry.actorType ?? 'system'];
  const name = nameIn(entry.data) ?? known;
  return (
    <li className="border-b last:border-b-0">
      <div className="flex items-center gap-1 pr-2 hover:bg-sunken/50">
        <BareButton
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setIsOpen(!isOpen)}
          className={row}
        >
          <ChevronRight
            aria-hidden
            className={cn('size-4 text-muted transition-transform', isOpen && 'rotate-90')}
          />
          <span className="flex min-w-0 items-center gap-2 font-medium">
            <Icon aria-hidden className="size-4 shrink-0 text-muted" />
            <span className="sr-only">{what}</span>
            <span className="truncate">{entry.actor ?? 'not noted'}</span>
          </span>
          <span className="truncate max-sm:col-start-2">{deedWords(entry.type)}</span>
          <span className="flex min-w-0 items-center gap-2 text-[0.8125rem] text-muted max-sm:col-start-2">
            <span className="shrink-0">
              {entry.aggregate === null ? 'Unknown' : aggregateNames[entry.aggregate]}
            </span>
            <span className={cn('truncate', name === undefined && 'font-mono text-xs')}>
              {name ?? entry.id}
            </span>
          </span>
          <span className="text-[0.8125rem] text-muted tabular-nums max-sm:hidden">v{entry.revision}</span>
          <Moment
            at={entry.at}
            className="text-[0.8125rem] text-muted max-sm:col-start-2 max-sm:text-xs sm:w-24 sm:text-right"
          />
        </BareButton>
        {page === undefined ? (
          <span className="size-8 shrink-0" />
        ) : (
          <Link
            href={page}
            // Each would ask the server for a page that hardly anybody opens.
            prefetch={false}
            aria-label={`Open what entry ${Number(entry.sequence)} is about`}
            className="grid size-8 shrink-0 place-items-center rounded-lg text-muted hover:bg-sunken hover:text-foreground"
          >
            <ArrowUpRight aria-hidden className="size-4" />
          </Link>
        )}
      </div>
      {isOpen && <AuditDetails id={id} entry={entry} onNarrow={onNarrow} />}
    </li>
  );
}

const row =
  'grid min-h-[calc(1.75rem+2*var(--row-y))] min-w-0 flex-1 grid-cols-[1rem_minmax(0,1fr)] items-center gap-x-3 gap-y-0.5 px-3 py-[calc(var(--row-y)*0.8)] text-left text-sm -outline-offset-2 sm:grid-cols-[1rem_minmax(0,9rem)_minmax(0,1fr)_auto_auto] sm:gap-x-4 lg:grid-cols-[1rem_10rem_14rem_minmax(0,1fr)_auto_auto]';

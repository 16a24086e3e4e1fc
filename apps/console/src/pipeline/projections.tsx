'use client';

import { useQuery } from '@tanstack/react-query';
import type { ProjectionList } from '@tools-provider/contracts';
import { RefreshCw, ScanSearch } from 'lucide-react';
import { useState } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { Button } from '../components/ui/button.tsx';
import { ConfirmDialog } from '../components/ui/confirm-dialog.tsx';
import { useMe } from '../session/me.tsx';
import { mayRetry } from '../session/permissions.ts';
import { count, counted } from '../time/numbers.ts';
import { ActiveRebuild } from './active-rebuild.tsx';
import { ListedWork } from './listed-work.tsx';
import { activeJob, projectionsQuery } from './projection-queries.ts';
import { RebuildOutcome } from './rebuild-outcome.tsx';
import { projectionName } from './rebuild-words.ts';
import { useRebuildWish } from './use-rebuild-wish.ts';

/** What is made from the log, whether it is what the log says, and for admins the ways to compare it and to make it anew. */
export function Projections() {
  return (
    <ListedWork
      title="Projections"
      description="Documents made from the log. A rebuild makes them anew beside those that are shown; the feed is told nothing."
      query={useQuery(projectionsQuery(browserApi))}
      empty={{ title: 'No projection', words: 'This version makes no documents.' }}
      isEmpty={({ items }) => items.length === 0}
    >
      {(list) => <Listed list={list} />}
    </ListedWork>
  );
}

function Listed({ list }: { list: ProjectionList }) {
  const me = useMe();
  const wish = useRebuildWish();
  const [asked, setAsked] = useState<string | null>(null);
  const active = activeJob(list);
  const isBusy = active !== undefined || wish.isPending;
  const { rebuild, verify } = list.newest;
  const actions = (name: string) =>
    mayRetry(me) && (
      <span className="flex justify-end gap-2">
        <Button
          size="small"
          aria-label={`Verify ${projectionName(name)}`}
          disabled={isBusy}
          onClick={() => wish.mutate({ kind: 'verify', projection: name, method: 'POST' })}
        >
          <ScanSearch aria-hidden />
          Verify
        </Button>
        <Button
          size="small"
          aria-label={`Rebuild ${projectionName(name)}`}
          disabled={isBusy}
          onClick={() => setAsked(name)}
        >
          <RefreshCw aria-hidden />
          Rebuild…
        </Button>
      </span>
    );
  return (
    <>
      {active !== undefined && <ActiveRebuild job={active} />}
      <table className="w-full text-sm max-sm:block">
        <caption className="sr-only">Projections</caption>
        <thead className="border-b bg-sunken/50 text-xs text-muted max-sm:sr-only">
          <tr>
            {['Projection', 'Documents', 'Generation'].map((name) => (
              <th key={name} scope="col" className="px-4 py-2 text-left font-semibold sm:px-5">
                {name}
              </th>
            ))}
            <td className="hidden sm:table-cell" />
          </tr>
        </thead>
        <tbody className="divide-y max-sm:block">
          {list.items.map(({ name, documents, generation }) => (
            <tr
              key={name}
              className="max-sm:flex max-sm:flex-wrap max-sm:items-center max-sm:gap-x-3 max-sm:px-4 max-sm:py-2.5"
            >
              <th scope="row" className={cell('font-medium max-sm:basis-full')}>
                {name}
              </th>
              <td className={cell('tabular-nums')}>
                {count(documents)}
                <span className="text-muted sm:hidden"> documents</span>
              </td>
              <td className={cell('text-muted tabular-nums')}>
                <span className="sm:hidden">generation </span>
                {count(generation)}
              </td>
              <td className={cell('max-sm:ml-auto')}>{actions(name)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {mayRetry(me) && (
        <div className="flex flex-wrap items-center justify-between gap-3 border-t px-4 py-(--row-y) sm:px-5">
          <p className="text-[0.8125rem] text-muted">{counted(list.items.length, 'projection')} at once</p>
          {actions('all')}
        </div>
      )}
      {(rebuild !== null || verify !== null) && (
        <ul aria-label="What came of the last ones" className="divide-y border-t">
          {verify !== null && <RebuildOutcome job={verify} />}
          {rebuild !== null && <RebuildOutcome job={rebuild} />}
        </ul>
      )}
      <ConfirmDialog
        isOpen={asked !== null}
        onOpenChange={() => setAsked(null)}
        title={`Rebuild ${projectionName(asked ?? '')}?`}
        confirm="Rebuild"
        isBusy={wish.isPending}
        onConfirm={() => {
          if (asked !== null) wish.mutate({ kind: 'rebuild', projection: asked, method: 'POST' });
          setAsked(null);
        }}
      >
        All documents are made anew from the log, compared with their streams, and then shown in one moment.
        Until then everybody goes on with those that are there. It can be cancelled at any time.
      </ConfirmDialog>
    </>
  );
}

function cell(more: string): string {
  return `px-4 py-(--row-y) text-left sm:px-5 max-sm:p-0 ${more}`;
}

'use client';

import { useQueryClient } from '@tanstack/react-query';
import type { Source, WrittenSource } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';
import { aggregateKey } from '../consistency/known-revision.ts';
import { useLedger } from '../live/live-provider.tsx';
import { readAgain } from '../live/read-again.ts';
import { useCommand } from '../live/use-command.ts';
import { sourceCommands } from './commands.ts';
import { type RefreshResult, refreshResultOf } from './refresh-result.ts';

type Refreshed = WrittenSource & { readonly result: RefreshResult };

interface RefreshOptions {
  readonly onResult: (result: RefreshResult) => void;
}

/** Brings a source's tools up to what it has now, or to what a new document has, and tells what that came to. */
export function useRefresh(source: Source, { onResult }: RefreshOptions) {
  const client = useQueryClient();
  const ledger = useLedger();
  return useCommand<{ readonly document?: string }, Refreshed>({
    aggregate: 'source',
    send: async (body, api: Api) => {
      const before = ledger.get(aggregateKey('source', source.id))?.head ?? source.revision;
      try {
        const written = await sourceCommands(api).refresh(source.id, body);
        return { ...written, result: await refreshResultOf(api, written, before) };
      } catch (error) {
        // What could not be read is written down, too: it makes the source less healthy.
        void readAgain(client, { queryKey: ['source'] });
        throw error;
      }
    },
    onWritten: ({ result }) => onResult(result),
    showsProblems: true,
  });
}

'use client';

import { useQueryClient } from '@tanstack/react-query';
import type { AggregateName } from '@tools-provider/contracts';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { sessionEnd } from '../api-client/session-end.ts';
import type { LiveConnection } from '../consistency/badge-state.ts';
import { aggregateKey, type KnownRevision } from '../consistency/known-revision.ts';
import { type Created, CreatedHere } from './created-here.ts';
import { createFollower, createLists, noteReads } from './follow.ts';
import type { LiveMessage } from './messages.ts';
import { RevisionLedger } from './revision-ledger.ts';
import { joinTabGroup } from './tab-group.ts';

interface Live {
  readonly ledger: RevisionLedger;
  readonly created: CreatedHere;
  readonly connection: LiveConnection;
  readonly begin: () => void;
}

const LiveContext = createContext<Live | undefined>(undefined);

/**
 * Connects this tab to live changes of `person`, and keeps what is known of revisions for everything below. It connects
 * when a {@link PageAlive} below says so: React brings a page to life in parts, and one that a change has reached before
 * it is alive would not be what the server has painted.
 */
export function LiveProvider({ person, children }: { person: string; children: ReactNode }) {
  const client = useQueryClient();
  const [connection, setConnection] = useState<LiveConnection>('starting');
  const [ledger] = useState(() => new RevisionLedger());
  const [lists] = useState(() => createLists(client, browserApi));
  const [created] = useState(() => new CreatedHere());
  const [hasBegun, setHasBegun] = useState(false);
  const begin = useCallback(() => setHasBegun(true), []);

  useEffect(() => noteReads(client, ledger, lists), [client, ledger, lists]);
  useEffect(() => {
    if (!hasBegun) return;
    const follow = createFollower(client, ledger, lists);
    return joinTabGroup(`tools-provider-live-${person}`, (message: LiveMessage) => {
      if (message.kind === 'connection') setConnection(message.connection);
      if (message.kind === 'session-ended') sessionEnd.end();
      follow(message);
    });
  }, [client, ledger, lists, person, hasBegun]);

  return <LiveContext value={{ ledger, created, connection, begin }}>{children}</LiveContext>;
}

/** Stands in every page, beside what it shows: when this is alive, all of the page is. */
export function PageAlive() {
  const { begin } = useLive();
  useEffect(begin, [begin]);
  return null;
}

function useLive(): Live {
  const live = useContext(LiveContext);
  if (live === undefined) throw new Error('There is no LiveProvider around this component.');
  return live;
}

/** How the live connection is. */
export function useLiveConnection(): LiveConnection {
  return useLive().connection;
}

/** The ledger itself, for what happens outside rendering. */
export function useLedger(): RevisionLedger {
  return useLive().ledger;
}

/** What is known of an aggregate's revisions, beyond what a document of it says. */
export function useKnownRevision(aggregate: AggregateName, id: string): KnownRevision | undefined {
  const { ledger } = useLive();
  const key = aggregateKey(aggregate, id);
  const subscribe = useCallback((listener: () => void) => ledger.subscribe(key, listener), [ledger, key]);
  return useSyncExternalStore(
    subscribe,
    () => ledger.get(key),
    () => undefined,
  );
}

/** What this tab has created and no list has shown yet. */
export function useCreatedHere<Name extends AggregateName>(aggregate: Name): readonly Created[Name][] {
  const { created } = useLive();
  return useSyncExternalStore(
    created.subscribe,
    () => created.list(aggregate),
    () => EMPTY,
  );
}

const EMPTY: readonly never[] = [];

/** Where what this tab creates is written down. */
export function useCreated(): CreatedHere {
  return useLive().created;
}

import type { InfiniteData, Query, QueryClient } from '@tanstack/react-query';
import type { AggregateName, Change, MembershipsChange, Page, Pipeline } from '@tools-provider/contracts';
import { aggregateKey } from '../consistency/known-revision.ts';
import type { Revisioned } from '../consistency/never-backwards.ts';
import { quarantineKey } from '../pipeline/quarantine-queries.ts';
import { newestPipeline, pipelineKey } from '../pipeline/queries.ts';
import { followTools } from './follow-tools.ts';
import { type ListedName, ListFollower } from './list-follower.ts';
import type { LiveMessage } from './messages.ts';
import { readAgain } from './read-again.ts';
import { observationsOf } from './read-observations.ts';
import type { RevisionLedger } from './revision-ledger.ts';
import { maybeOvertaken, rememberStale } from './stale-news.ts';

/** Below every revision. */
const NOTHING_YET = -1;

/** What keeps the lists of each kind true. */
export type Lists = Readonly<Record<ListedName, ListFollower>>;

/** Followers of all lists; `read` gives what stands at a path of the api. */
export function createLists(client: QueryClient, read: (path: string) => Promise<Revisioned>): Lists {
  const listsOf = (name: ListedName) =>
    new ListFollower(client, name, (id) => read(`/api/v1/${name}s/${encodeURIComponent(id)}`));
  return {
    'tool-group': listsOf('tool-group'),
    task: listsOf('task'),
    source: listsOf('source'),
    label: listsOf('label'),
    tool: listsOf('tool'),
  };
}

/**
 * Writes down what every read says about revisions. A read may be overtaken on its way here, by the change that it does not have yet: what
 * shows an older revision than is known to be projected is then read again, once. What the server has read for a page says nothing of what
 * it lacks, so that is read again when a change of the like was heard of while the page may have been made. Returns how to stop.
 */
export function noteReads(client: QueryClient, ledger: RevisionLedger, lists: Lists): () => void {
  const askedAgain = new Map<string, number>();
  const note = (query: Query) => {
    const overtaken: string[] = [];
    for (const [key, observation] of observationsOf(query)) {
      ledger.note(key, observation);
      const projected = ledger.get(key)?.projected ?? NOTHING_YET;
      const asked = `${query.queryHash} ${key}`;
      if ((observation.projected ?? NOTHING_YET) >= projected) askedAgain.delete(asked);
      else if ((askedAgain.get(asked) ?? NOTHING_YET) < projected) {
        askedAgain.set(asked, projected);
        overtaken.push(key.slice(key.indexOf('/') + 1));
      }
    }
    // Not at once, because a page that is being painted brings what the server has read.
    if (overtaken.length > 0) queueMicrotask(() => readOvertaken(client, lists, query, overtaken));
  };
  for (const query of client.getQueryCache().getAll()) note(query);
  return client.getQueryCache().subscribe((event) => {
    const isFromServer =
      event.type === 'added' || (event.type === 'updated' && event.action.type === 'setState');
    if (isFromServer && mayLackNews(client, event.query)) {
      const { queryKey } = event.query;
      queueMicrotask(() => void readAgain(client, { queryKey, exact: true }));
    }
    if (isFromServer || (event.type === 'updated' && event.action.type === 'success')) note(event.query);
  });
}

/** A document says of itself how new it is; a list does not say what it lacks. */
function mayLackNews(client: QueryClient, query: Query): boolean {
  const { queryKey, state } = query;
  return state.data !== undefined && queryKey[1] !== 'detail' && maybeOvertaken(client, query);
}

function readOvertaken(client: QueryClient, lists: Lists, { queryKey }: Query, ids: readonly string[]): void {
  const [subject, form] = queryKey;
  if (form !== 'list') return void readAgain(client, { queryKey, exact: true });
  // What has overtaken tools is a change of their source, which does not say which of them it is about.
  if (subject === 'tool') lists.tool.readAgain();
  else for (const id of ids) lists[subject as AggregateName].changed(id);
}

/** What a live message does to the cache: marks as stale exactly what the screen shows in an older revision. */
export function createFollower(client: QueryClient, ledger: RevisionLedger, lists: Lists) {
  const catalogue = new Map<string, number>();
  const followSource = ({ id, status }: Change, projected: number) => {
    // What is appended is told of, too, and changes no tool yet.
    if (catalogue.get(id) === projected && status !== 'diverged') return;
    catalogue.set(id, projected);
    followTools(client, id, projected, lists);
    // They are made on the catalogue.
    void readAgain(client, { queryKey: ['tool-group', 'preview'] });
  };
  return (message: LiveMessage): void => {
    if (message.kind === 'hello') void readAgain(client);
    if (message.kind === 'pipeline') followPipeline(client, message.pipeline);
    if (message.kind === 'memberships') followMemberships(client, lists, message.memberships);
    if (message.kind === 'change') followChange(client, ledger, lists, message.change, followSource);
  };
}

/** How many are set aside says that the list of them is another one. */
function followPipeline(client: QueryClient, pipeline: Pipeline): void {
  const before = client.getQueryData<Pipeline>(pipelineKey)?.quarantined;
  client.setQueryData<Pipeline>(pipelineKey, (shown) => newestPipeline(shown, pipeline));
  if (before !== pipeline.quarantined) void readAgain(client, { queryKey: quarantineKey });
}

function followChange(
  client: QueryClient,
  ledger: RevisionLedger,
  lists: Lists,
  change: Change,
  followSource: (change: Change, projected: number) => void,
): void {
  const { aggregate, id, headRevision, projectedRevision, status } = change;
  const observation = { head: headRevision, projected: projectedRevision, status, heardAt: Date.now() };
  ledger.note(aggregateKey(aggregate, id), observation);
  void readAgain(client, { queryKey: ['consistency', aggregate, id] });
  // Both tell of what is written, too.
  for (const form of ['history', 'trace']) void readAgain(client, { queryKey: [aggregate, form, id] });
  if (projectedRevision === null) return;
  const detailKey = [aggregate, 'detail', id];
  const shown = client.getQueryData<Revisioned>(detailKey)?.revision ?? -1;
  if (shown < projectedRevision || status === 'diverged') void readAgain(client, { queryKey: detailKey });
  rememberStale(client, [aggregate, 'list']);
  if (isListedOlder(client, change, projectedRevision)) lists[aggregate].changed(id);
  if (aggregate === 'source') followSource(change, projectedRevision);
}

function followMemberships(client: QueryClient, lists: Lists, memberships: MembershipsChange): void {
  const { toolGroupId, resolvedCount: toolCount } = memberships;
  void readAgain(client, { queryKey: ['tool-group', 'tools', toolGroupId] });
  void readAgain(client, { queryKey: ['tool', 'groups'] });
  lists['tool-group'].told(toolGroupId, { toolCount });
}

function isListedOlder(client: QueryClient, { aggregate, id, status }: Change, projected: number): boolean {
  const queries = client.getQueriesData<InfiniteData<Page<Revisioned>>>({ queryKey: [aggregate, 'list'] });
  return queries.some(([, data]) => {
    const listed = data?.pages.flatMap((page) => page.items).find((item) => item.id === id);
    return listed === undefined || listed.revision < projected || status === 'diverged';
  });
}

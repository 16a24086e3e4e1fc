import { isDeepStrictEqual } from 'node:util';
import type { RecordedEvent } from '@tools-provider/event-sourcing';
import type { Aftermath, Remains } from './aftermath.ts';
import type { SentCommand } from './sent-command.ts';

/** Everything that is not as promised, one sentence each; empty when all is. */
export function findingsIn(aftermath: Aftermath, commands: readonly SentCommand[]): string[] {
  return [
    ...aftermath.aggregates.flatMap(aggregateFindings),
    ...feedFindings(aftermath),
    ...commandFindings(aftermath, commands),
    ...groupFindings(aftermath),
  ];
}

/** The document equals the folded stream, and its status says so. */
function aggregateFindings({ stream, events, state, document, status }: Remains): string[] {
  const head = events.length - 1;
  if (head < 0) return document === undefined ? [] : [`${stream}: there is a document and no event`];
  const findings: string[] = [];
  if (status?.failure !== undefined)
    findings.push(`${stream} is set aside at ${status.failure.revision}: ${status.failure.reason}`);
  if (status?.projected !== head || status.emitted !== head || status.lastEventId !== events[head]?.id)
    findings.push(
      `${stream} is at ${head}, projected ${status?.projected}, emitted ${status?.emitted}, its last event ${events[head]?.id}, projected ${status?.lastEventId}`,
    );
  if (state === undefined) {
    if (document !== undefined) findings.push(`${stream} is deleted and has a document`);
    return findings;
  }
  if (document === undefined) return [...findings, `${stream} has no document`];
  for (const [field, value] of Object.entries({ ...state, revision: head })) {
    const projected = withoutRevisions((document as unknown as Record<string, unknown>)[field]);
    if (!isDeepStrictEqual(projected, value))
      findings.push(
        `${stream}: ${field} is ${JSON.stringify(value)} by its events and ${JSON.stringify(projected)} in its document`,
      );
  }
  return findings;
}

/** A document says of each tool at which revision it came in, too, which its aggregate has no need of. */
function withoutRevisions(projected: unknown): unknown {
  if (!Array.isArray(projected)) return projected;
  return projected.map((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null || !('atRevision' in entry)) return entry;
    const { atRevision: _, ...rest } = entry;
    return rest;
  });
}

/** Each event is in the feed once, the numbers have no gap, and each aggregate's events come in their order. */
function feedFindings({ aggregates, feed }: Aftermath): string[] {
  const findings: string[] = [];
  const logged = new Map(aggregates.flatMap(({ events }) => events.map((event) => [event.id, event])));
  const told = new Set<string>();
  const lastOf = new Map<string, number>();
  for (const [index, { id, sequence, subject, revision }] of feed.entries()) {
    if (Number(sequence) !== index + 1) findings.push(`The feed has ${sequence} in place ${index + 1}`);
    if (told.has(id)) findings.push(`The feed tells ${id} twice`);
    if (!logged.has(id)) findings.push(`The feed tells ${id}, which is not in the log`);
    if (revision !== (lastOf.get(subject) ?? -1) + 1)
      findings.push(`The feed tells revision ${revision} of ${subject} after ${lastOf.get(subject)}`);
    told.add(id);
    lastOf.set(subject, revision);
  }
  for (const { id, stream, revision } of logged.values())
    if (!told.has(id)) findings.push(`The feed does not tell revision ${revision} of ${stream}`);
  return findings;
}

/** What was acknowledged is in its stream, once and whole; what was refused is not. */
function commandFindings({ aggregates }: Aftermath, commands: readonly SentCommand[]): string[] {
  const byKey = new Map<string, RecordedEvent[]>();
  for (const event of aggregates.flatMap(({ events }) => events)) {
    const key = event.metadata.$correlationId;
    byKey.set(key, [...(byKey.get(key) ?? []), event]);
  }
  const heads = new Map(aggregates.map(({ stream, events }) => [stream, events.length - 1]));
  const known = new Set(commands.map(({ key }) => key));
  return [
    ...commands.flatMap((command) => commandFinding(command, byKey.get(command.key) ?? [], heads)),
    ...[...byKey.keys()].filter((key) => !known.has(key)).map((key) => `Nobody has sent ${key}`),
  ];
}

function commandFinding(
  { name, key, stream, outcome, status, revision = -1, events: wanted, isChange }: SentCommand,
  events: readonly RecordedEvent[],
  heads: ReadonlyMap<string, number>,
): string[] {
  const what = `${name} ${key} on ${stream}, ${outcome} with ${status}`;
  if (status === 500) return [`${what}: a defect`];
  if (events.length === 0) {
    if (outcome !== 'acknowledged') return [];
    if (isChange) return [`${what} at revision ${revision}: it is not in the stream`];
    return revision > (heads.get(stream) ?? -1)
      ? [`${what} at revision ${revision}: the stream ends before`]
      : [];
  }
  if (outcome === 'refused') return [`${what}: ${events.length} events of it are in the stream`];
  const [first, last] = [events[0]?.revision ?? 0, events.at(-1)?.revision ?? 0];
  const isOnce = new Set(events.map(({ metadata }) => metadata.commandId)).size === 1;
  if (events.length !== wanted || last - first !== wanted - 1 || !isOnce)
    return [
      `${what}: ${wanted} events wanted, and the stream has ${events.map((e) => e.revision).join(', ')}`,
    ];
  if (outcome === 'acknowledged' && revision !== last)
    return [`${what} at revision ${revision}: its last event is at ${last}`];
  return [];
}

function groupFindings({ group: { outstanding, parked } }: Aftermath): string[] {
  return [
    ...(outstanding > 0 ? [`${outstanding} deliveries are not acknowledged`] : []),
    ...(parked > 0 ? [`${parked} deliveries are parked`] : []),
  ];
}

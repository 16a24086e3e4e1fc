import { randomUUID } from 'node:crypto';
import { binaryEvent, KurrentDBClient } from '@kurrent/kurrentdb-client';
import { parseStreamName, streamName } from '@tools-provider/domain';
import { eventsToAppend, type FailureCode, type ReadPathContext } from '@tools-provider/event-sourcing';
import type { Behavior, EventMessage } from '@tools-provider/mediator';
import type { ToolGroupDocument } from '@tools-provider/read-model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedStores, startEmbeddedStores } from './embedded-stores.ts';
import { untilProjected, untilSetAside, wholeFeed } from './projected.ts';
import { readPathMediator, runReconciliator } from './run-reconciliator.ts';
import { newContext, ToolGroup, writeSide } from './write-side.ts';

const RETRY = { attempts: 3, baseMs: 1, maxMs: 2 };
/** A megabyte more than a document of MongoDB can hold, which is as much as the driver's own buffer does. */
const TOO_MUCH = 17 * 1024 * 1024;
const TOO_MUCH_FOR_THE_SERVER = 16 * 1024 * 1024;

/** The event at {@link POISONED} of an aggregate, which cannot be digested, and what would be its cure, if there is one. */
interface Poison {
  readonly code: FailureCode;
  readonly reason: RegExp;
  /** Puts it into the log; without it the event is a sound one. */
  readonly append?: (stream: string) => Promise<unknown>;
  /** Makes it one; without it the event itself is. */
  readonly behavior?: Behavior<EventMessage, ReadPathContext>;
  /** A new release knows the type. */
  readonly isTypeKnownLater?: boolean;
}

const POISONED = 2;
const LAST = 3;

let stores: EmbeddedStores;
let client: KurrentDBClient;
beforeEach(async () => {
  stores = await startEmbeddedStores();
  client = KurrentDBClient.connectionString(stores.kurrentDbUrl);
});
afterEach(async () => {
  await client.dispose();
  await stores.close();
});

function appendRaw(stream: string, type: string, data: unknown) {
  const events = eventsToAppend([{ type, data: data as object }], newContext(), {
    stream,
    firstRevision: POISONED,
  });
  return stores.kurrentDb.eventStore.append(stream, POISONED - 1, events);
}

const atPoison =
  (
    poison: (context: ReadPathContext, next: () => Promise<unknown>) => Promise<unknown>,
  ): NonNullable<Poison['behavior']> =>
  (_, context, next) =>
    context.event.revision === POISONED ? poison(context, next) : next();

function growsTo(size: number): NonNullable<Poison['behavior']> {
  return atPoison(async ({ event, documents }, next) => {
    await next();
    const id = parseStreamName(event.stream)?.id ?? '';
    const document = await documents.get<ToolGroupDocument>('tool-groups', id);
    if (document === undefined) throw new Error('There is no document to grow');
    const grown: ToolGroupDocument = { ...document, description: 'x'.repeat(size) };
    documents.put('tool-groups', grown);
  });
}

const poisons: Readonly<Record<string, Poison>> = {
  'has a type that nobody knows': {
    code: 'unknown-event',
    reason: /^This version knows no event of the type group\.praised\.v1$/,
    append: (stream) => appendRaw(stream, 'group.praised.v1', { by: 'ada' }),
    isTypeKnownLater: true,
  },
  'holds JSON that is no object': {
    code: 'undecodable',
    reason: /no JSON object/,
    append: (stream) => appendRaw(stream, 'group.updated.v1', ['not', 'an', 'object']),
  },
  'holds data that its type does not': {
    code: 'undecodable',
    reason: /group\.updated\.v1 holds \(\/name: /,
    append: (stream) =>
      appendRaw(stream, 'group.updated.v1', {
        name: 42,
        updatedAt: '2026-11-21T10:00:00.000Z',
        updatedBy: 'ada',
      }),
  },
  'holds bytes': {
    code: 'undecodable',
    reason: /no JSON object/,
    append: (stream) =>
      client.appendToStream(stream, binaryEvent({ type: 'group.updated.v1', data: Buffer.from([0xff, 0]) })),
  },
  'makes its projection throw': {
    code: 'projection-failed',
    reason: /cannot digest this/,
    behavior: atPoison(async () => {
      throw new Error('cannot digest this');
    }),
  },
  'changes a document that is not there': {
    code: 'missing-document',
    reason: /There is no document/,
    behavior: atPoison(({ event, documents }, next) => {
      documents.delete('tool-groups', parseStreamName(event.stream)?.id ?? '');
      return next();
    }),
  },
  'makes a document larger than the store takes': {
    code: 'too-large',
    reason: /larger|too large/i,
    behavior: growsTo(TOO_MUCH_FOR_THE_SERVER),
  },
  'makes a document larger than the driver can write': {
    code: 'too-large',
    reason: /larger than the 16 MB/,
    behavior: growsTo(TOO_MUCH),
  },
};

/** A group with a poisonous event at revision 2 and a sound one after it. */
async function createPoisoned({ append }: Poison) {
  const { toolGroups } = writeSide(stores.kurrentDb.eventStore);
  const id = randomUUID();
  const stream = streamName({ aggregate: 'tool-group', id });
  const context = newContext();
  const group = ToolGroup.create(id, { name: 'Poisoned' }, context);
  group.addSelector({ id: 'sel-1', namePattern: '*' }, context);
  if (append === undefined) group.addSelector({ id: 'sel-2', namePattern: '*' }, context);
  await toolGroups.add(group, context);
  await append?.(stream);
  const [after] = eventsToAppend(
    [{ type: 'group.updated.v1', data: { name: 'After', updatedAt: context.occurredAt, updatedBy: 'otto' } }],
    newContext(),
    { stream, firstRevision: LAST },
  );
  if (after !== undefined) await stores.kurrentDb.eventStore.append(stream, POISONED, [after]);
  return { id, stream };
}

async function createSound() {
  const id = randomUUID();
  const context = newContext();
  const group = ToolGroup.create(id, { name: 'Sound' }, context);
  await writeSide(stores.kurrentDb.eventStore).toolGroups.add(group, context);
  return streamName({ aggregate: 'tool-group', id });
}

const statusOf = async (stream: string) => (await stores.mongoDb.statuses.loadStatuses([stream])).get(stream);
const documentOf = (id: string) => stores.mongoDb.documents.get<ToolGroupDocument>('tool-groups', id);
const toldOf = async (id: string) =>
  (await wholeFeed(stores)).filter(({ subject }) => subject === id).map(({ revision }) => revision);

/** What a retry does: everything to the end of the stream is wanted. */
const retry = async (reconciliator: Awaited<ReturnType<typeof runReconciliator>>, stream: string) =>
  reconciliator.streams.reconcile({ stream, delivered: [], isToEnd: true });

describe.each(Object.entries(poisons))('An event that %s', (_, poison) => {
  it('stops its aggregate at the revision before, with the reason, and nobody else; cured, all comes in order and once', async () => {
    const { id, stream } = await createPoisoned(poison);
    const behaviors = poison.behavior === undefined ? [] : [poison.behavior];
    const ill = await runReconciliator(stores, { behaviors, retry: RETRY });
    const sound = await createSound();
    await Promise.all([untilSetAside(stores, stream), untilProjected(stores, new Map([[sound, 0]]))]);
    expect(await statusOf(stream)).toMatchObject({
      projected: POISONED - 1,
      emitted: POISONED - 1,
      failure: {
        code: poison.code,
        revision: POISONED,
        attempts: RETRY.attempts,
        reason: expect.stringMatching(poison.reason),
      },
    });
    expect(await documentOf(id)).toMatchObject({ name: 'Poisoned', revision: POISONED - 1 });
    expect(await toldOf(id)).toEqual([0, 1]);

    // Tried again without a cure it stays where it is.
    expect(await retry(ill, stream)).toEqual({ applied: 0, setAsideAt: POISONED });
    expect(await toldOf(id)).toEqual([0, 1]);
    await ill.stop();
    if (poison.append !== undefined && poison.isTypeKnownLater !== true) return;

    const mediator = readPathMediator();
    if (poison.isTypeKnownLater === true) mediator.on('group.praised.v1', async () => undefined);
    const cured = await runReconciliator(stores, { mediator, retry: RETRY });
    expect(await retry(cured, stream)).toEqual({ applied: 2 });
    await cured.stop();
    expect(await statusOf(stream)).toMatchObject({ projected: LAST, emitted: LAST, failure: undefined });
    expect(await documentOf(id)).toMatchObject({ name: 'After', revision: LAST });
    expect(await toldOf(id)).toEqual([0, 1, 2, 3]);
  });
});

describe('A link to an event that is gone from the log', () => {
  it('is no delivery of an event, and its aggregate is set aside for what the log no longer tells; nobody else is', async () => {
    const { id, stream } = await createPoisoned({ code: 'missing-event', reason: /./ });
    await client.setStreamMetadata(stream, { truncateBefore: POISONED });
    const reconciliator = await runReconciliator(stores, { retry: RETRY });
    const sound = await createSound();
    await Promise.all([untilSetAside(stores, stream), untilProjected(stores, new Map([[sound, 0]]))]);
    await reconciliator.stop();
    expect(await statusOf(stream)).toMatchObject({
      projected: -1,
      failure: {
        code: 'missing-event',
        revision: 0,
        reason: expect.stringMatching(/no longer holds it; the next event that it holds has revision 2/),
      },
    });
    expect(await documentOf(id)).toBeUndefined();
    expect(await toldOf(id)).toEqual([]);
  });
});

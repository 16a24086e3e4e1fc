import { CodedError, Mediator } from '@tools-provider/mediator';
import { describe, expect, it } from 'vitest';
import { ID, newContext, streamOf } from '../../test/counter.ts';
import { eventsToAppend } from '../repository/event-to-append.ts';
import { InMemoryEventStore } from '../testing/in-memory-event-store.ts';
import type { ReadPathContext } from './projection.ts';
import type { ReadModelStore } from './read-model-store.ts';
import { SpanProjector } from './span-projector.ts';

/** Nothing is projected yet. */
const emptyReadModel: ReadModelStore = {
  generation: 0,
  loadStatuses: async () => new Map(),
  loadDocuments: async () => new Map(),
  listDocuments: async () => [],
  commit: () => Promise.reject(new Error('Nothing is stored here')),
  writeUnguarded: () => Promise.reject(new Error('Nothing is stored here')),
};

async function projectOneThat(fails: unknown) {
  const log = new InMemoryEventStore();
  const event = { type: 'counter.counted.v1', data: { by: 1 } };
  await log.append(
    streamOf(ID),
    -1,
    eventsToAppend([event], newContext(), { stream: streamOf(ID), firstRevision: 0 }),
  );
  const mediator = new Mediator<never, ReadPathContext>();
  mediator.on('counter.counted.v1', () => Promise.reject(fails));
  const projector = new SpanProjector(mediator, log, emptyReadModel, { reached: () => undefined });
  const delivered = await Array.fromAsync(log.read(streamOf(ID)));
  return await projector.project({ stream: streamOf(ID), delivered });
}

describe('SpanProjector', () => {
  it.each(['conflict', 'refused', 'invalid', 'not-found', 'defect'] as const)(
    'takes a projection that fails with %s for the fault of its event, to be tried again and set aside',
    async (kind) => {
      const error = new CodedError(kind, 'no', 'A projection said no');
      expect(await projectOneThat(error)).toMatchObject({ failed: { error, event: { revision: 0 } } });
    },
  );

  it('takes a store that is away for nobody’s fault', async () => {
    const away = new CodedError('unavailable', 'read-model-unavailable', 'no answer');
    await expect(projectOneThat(away)).rejects.toBe(away);
  });
});

import { Mediator } from '@tools-provider/mediator';
import { describe, expect, it } from 'vitest';
import type { Counted, CounterEvent } from '../../test/counter.ts';
import { ID, streamOf } from '../../test/counter.ts';
import type { RecordedEvent } from '../aggregate/domain-event.ts';
import { InMemoryDocumentSession } from '../testing/in-memory-document-session.ts';
import {
  type Projection,
  type ReadDocument,
  type ReadPathContext,
  registerProjection,
} from './projection.ts';

interface Total extends ReadDocument {
  readonly n: number;
}

type Totals = Projection<Total, CounterEvent>;

const totals: Totals = {
  collection: 'totals',
  eventTypes: ['counter.counted.v1', 'counter.ended.v1'],
  createdBy: 'counter.counted.v1',
  project: (document, { type }, id) =>
    type === 'counter.ended.v1' ? undefined : { id, n: (document?.n ?? 0) + 1 },
};

const idOf = ({ stream }: RecordedEvent) => (stream === streamOf() ? ID : undefined);

function event(revision: number, more: Partial<RecordedEvent> = {}): RecordedEvent<Counted> {
  return {
    id: `event-${revision}`,
    type: 'counter.counted.v1',
    data: { by: 1 },
    stream: streamOf(),
    revision,
    position: `${revision}`,
    metadata: {} as RecordedEvent['metadata'],
    ...(more as object),
  };
}

/** A read path that keeps its documents in memory. */
function readPath() {
  const read: string[] = [];
  const documents = new (class extends InMemoryDocumentSession {
    override get<Document extends ReadDocument>(collection: string, id: string) {
      read.push(`${collection}/${id}`);
      return super.get<Document>(collection, id);
    }
  })();
  const { stored } = documents;
  const mediator = new Mediator<never, ReadPathContext>();
  const tell = (told: RecordedEvent) =>
    mediator.publish(told, { event: told, documents, emit: () => undefined });
  return { mediator, stored, read, tell };
}

const invalid = (message: RegExp) =>
  expect.objectContaining({ name: 'InvalidEventHandlerError', message: expect.stringMatching(message) });

describe('A projection that is registered', () => {
  it('makes, changes and deletes the document that an event is about', async () => {
    const { mediator, stored, tell } = readPath();
    registerProjection(mediator, totals, idOf);
    await tell(event(0));
    expect(stored.get(`totals/${ID}`)).toEqual({ id: ID, n: 1 });
    await tell(event(1));
    expect(stored.get(`totals/${ID}`)).toEqual({ id: ID, n: 2 });
    await tell(event(2, { type: 'counter.ended.v1', data: {} }));
    expect(stored.size).toBe(0);
  });

  it('reads no document for the first event of a stream, and one for each that follows', async () => {
    const { mediator, read, tell } = readPath();
    registerProjection(mediator, totals, idOf);
    await tell(event(0));
    expect(read).toEqual([]);
    await tell(event(1));
    expect(read).toEqual([`totals/${ID}`]);
  });

  it.each([
    ['whose document is missing', { type: 'counter.ended.v1' }, `There is no document ${ID} in totals`],
    ['whose stream is of no aggregate', { stream: 'elsewhere' }, 'Its stream is not one of an aggregate'],
  ])('refuses an event %s, and makes no document for it', async (_, more, words) => {
    const { mediator, stored, tell } = readPath();
    registerProjection(mediator, totals, idOf);
    await expect(tell(event(0, more))).rejects.toMatchObject({
      name: 'EventProcessingError',
      message: expect.stringContaining(words),
    });
    expect(stored.size).toBe(0);
  });

  it('is refused a second time, which would apply each event twice, and is applied once', async () => {
    const { mediator, stored, tell } = readPath();
    registerProjection(mediator, totals, idOf);
    const twice = invalid(
      /^counter\.counted\.v1 is projected to totals already.*register the projection once/,
    );
    expect(() => registerProjection(mediator, totals, idOf)).toThrow(twice);
    const copy: Totals = { ...totals };
    expect(() => registerProjection(mediator, copy, () => ID)).toThrow(twice);
    await tell(event(0));
    expect(stored.get(`totals/${ID}`)).toEqual({ id: ID, n: 1 });
  });

  it('may be registered with another mediator, and with the same one for another collection', async () => {
    const { mediator, stored, tell } = readPath();
    registerProjection(mediator, totals, idOf);
    registerProjection(readPath().mediator, totals, idOf);
    const others: Totals = { ...totals, collection: 'more-totals' };
    registerProjection(mediator, others, idOf);
    await tell(event(0));
    expect([...stored.keys()]).toEqual([`totals/${ID}`, `more-totals/${ID}`]);
  });

  it('is refused at once when it lists an event type twice', () => {
    const { mediator } = readPath();
    const doubled: Totals = { ...totals, eventTypes: [...totals.eventTypes, 'counter.ended.v1'] };
    expect(() => registerProjection(mediator, doubled, idOf)).toThrow(
      invalid(/^counter\.ended\.v1 is projected to totals already/),
    );
    expect([...mediator.handledEventTypes]).toEqual([]);
  });

  it('is refused at once when the event that makes its documents is none of its own', () => {
    const { mediator } = readPath();
    const lost: Totals = { ...totals, eventTypes: ['counter.ended.v1'] };
    expect(() => registerProjection(mediator, lost, idOf)).toThrow(
      invalid(
        /^The documents in totals are made by counter\.counted\.v1, .*add it there, or correct createdBy$/,
      ),
    );
    expect([...mediator.handledEventTypes]).toEqual([]);
  });
});

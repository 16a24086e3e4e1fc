import { Mediator } from '@tools-provider/mediator';
import { expect, it } from 'vitest';
import { newEvent, newStream } from '../testing/new-event.ts';
import { BufferedDocumentSession, NOTHING_BELOW } from './buffered-document-session.ts';
import { DomainEventCloudEventBehavior } from './domain-event-cloud-event-behavior.ts';
import type { ReadPathContext } from './projection.ts';

it('emits the CloudEvent when every handler of the event has ended, and none when one has failed', async () => {
  const seen: string[] = [];
  const { behavior } = new DomainEventCloudEventBehavior(({ id, type }) => ({
    id,
    type,
    source: 'test',
    subject: 'x',
  }));
  const mediator = new Mediator<never, ReadPathContext>({ event: [behavior] });
  let isPoison = false;
  mediator.on('happened.v1', async () => void seen.push('first'));
  mediator.on('happened.v1', async () => {
    await new Promise((resolve) => setImmediate(resolve));
    if (isPoison) throw new Error('cannot digest this');
    seen.push('second');
  });
  const event = { ...newEvent(), stream: newStream(), revision: 0, position: '0' };
  const context: ReadPathContext = {
    event,
    documents: new BufferedDocumentSession(NOTHING_BELOW, 0),
    emit: ({ id }) => seen.push(id),
  };
  await mediator.publish(event, context);
  expect(seen.splice(0)).toEqual(['first', 'second', event.id]);

  isPoison = true;
  await expect(mediator.publish(event, context)).rejects.toThrow('cannot digest this');
  expect(seen).toEqual(['first']);
});

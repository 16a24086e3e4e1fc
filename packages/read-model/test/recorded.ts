import { streamName } from '@tools-provider/domain';
import { deepFreeze } from '@tools-provider/domain/testing';
import type { AggregateRoot, DomainEvent, RecordedEvent } from '@tools-provider/event-sourcing';

/** The pending events of an aggregate as the log would hold them. */
export function recorded(
  aggregate: string,
  { id, pendingEvents }: Pick<AggregateRoot<unknown, DomainEvent>, 'id' | 'pendingEvents'>,
): readonly RecordedEvent[] {
  return pendingEvents.map((event, revision) =>
    deepFreeze({
      ...event,
      id: `event-${revision}`,
      stream: streamName({ aggregate, id }),
      revision,
      position: String(revision),
      metadata: {
        $correlationId: id,
        $causationId: id,
        commandId: id,
        sequenceNumber: revision,
        actor: 'somebody else',
        occurredAt: '1999-01-01T00:00:00.000Z',
      },
    }),
  );
}

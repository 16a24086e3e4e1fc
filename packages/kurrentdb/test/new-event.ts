import { randomUUID } from 'node:crypto';
import type { EventToAppend } from '@tools-provider/event-sourcing';
import { CATEGORY } from './embedded-log.ts';

/** The name of a stream that does not exist yet. */
export const newStream = (): string => `${CATEGORY}-task-${randomUUID()}`;

/** An event that is in no log yet, of a command of its own. */
export function newEvent(data: object = {}): EventToAppend {
  const commandId = randomUUID();
  return {
    id: randomUUID(),
    type: 'happened.v1',
    data,
    metadata: {
      $correlationId: commandId,
      $causationId: commandId,
      commandId,
      sequenceNumber: 0,
      actor: 'otto',
      occurredAt: '2026-01-02T03:04:05.678Z',
    },
  };
}

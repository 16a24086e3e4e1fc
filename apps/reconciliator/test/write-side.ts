import { randomUUID } from 'node:crypto';
import { ToolGroup, taskType, toolGroupType } from '@tools-provider/domain';
import {
  type CommandContext,
  derivedId,
  EventSourcedRepository,
  type EventStore,
} from '@tools-provider/event-sourcing';

/** A command's context, as an edge would make it. */
export function newContext(): CommandContext {
  const commandId = randomUUID();
  return {
    actor: { id: 'otto', name: 'Otto Operator', roles: ['operator'] },
    occurredAt: new Date().toISOString(),
    commandId,
    correlationId: commandId,
    causationId: commandId,
    newId: (label) => derivedId(commandId, label),
  };
}

/** The repositories of the write side on an event store. */
export function writeSide(eventStore: EventStore) {
  return {
    toolGroups: new EventSourcedRepository(toolGroupType, eventStore),
    tasks: new EventSourcedRepository(taskType, eventStore),
  };
}

export { ToolGroup };

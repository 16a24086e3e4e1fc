import { randomUUID } from 'node:crypto';
import { type CommandContext, derivedId } from '@tools-provider/event-sourcing';

/** The context of a command of the benchmark's own. */
export function newContext(): CommandContext {
  const commandId = randomUUID();
  return {
    actor: { id: 'bench', name: 'Bench', roles: ['operator'] },
    occurredAt: new Date().toISOString(),
    commandId,
    correlationId: commandId,
    causationId: commandId,
    newId: (label) => derivedId(commandId, label),
  };
}

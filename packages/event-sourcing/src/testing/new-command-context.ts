import { randomUUID } from 'node:crypto';
import { derivedId } from '../aggregate/derived-id.ts';
import type { CommandContext } from '../commands/command-context.ts';

/**
 * What an edge tells a command, for tests and examples: an operator, now, and an id of its own for each call. What is given in `more`
 * counts instead; other ids are derived from the command's.
 */
export function newCommandContext(more: Partial<CommandContext> = {}): CommandContext {
  const commandId = more.commandId ?? randomUUID();
  return {
    actor: { id: 'otto', name: 'Otto Operator', roles: ['operator'] },
    occurredAt: new Date().toISOString(),
    correlationId: commandId,
    causationId: commandId,
    newId: (label) => derivedId(commandId, label),
    ...more,
    commandId,
  };
}

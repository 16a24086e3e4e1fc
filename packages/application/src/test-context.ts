import { type CommandContext, derivedId } from '@tools-provider/event-sourcing';
import type { Role } from './roles.ts';

const NAMESPACE = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11';
let commands = 0;

/** The context of one more command for the tests: with an id of its own, by somebody who is called like their id. */
export function contextBy(
  { id, roles }: { readonly id: string; readonly roles: readonly Role[] },
  more: Partial<CommandContext> = {},
): CommandContext {
  commands += 1;
  const commandId = derivedId(NAMESPACE, `command/${commands}`);
  return {
    actor: { id, name: id, roles },
    occurredAt: '2026-01-02T03:04:05.678Z',
    commandId,
    correlationId: commandId,
    causationId: commandId,
    newId: (label) => derivedId(commandId, label),
    ...more,
  };
}

import type { CommandContext, LoadContext } from '../commands/command-context.ts';
import { commandIdReused, RepeatedCommandError } from '../commands/repeated-command.ts';
import { MAX_REMEMBERED_COMMANDS, type RememberedCommand, type StoredState } from './state-store.ts';

/** The commands that are remembered after one more; one that cannot be sent again need not be. */
export function remembering<State>(
  before: readonly RememberedCommand<State>[],
  { commandId, requestHash }: CommandContext,
  after: { readonly revision: number; readonly state: State },
): readonly RememberedCommand<State>[] {
  if (requestHash === undefined) return before;
  return [...before, { commandId, requestHash, ...after }].slice(-MAX_REMEMBERED_COMMANDS);
}

/** What to answer a command that the aggregate remembers; `undefined` for one that it does not. */
export function repetitionOf<State>(
  { id, commands }: StoredState<State>,
  { commandId, requestHash }: LoadContext,
): Error | undefined {
  const known = commands.find((command) => command.commandId === commandId);
  if (known === undefined) return undefined;
  if (known.requestHash !== requestHash) return commandIdReused();
  return new RepeatedCommandError({ id, revision: known.revision, state: known.state });
}

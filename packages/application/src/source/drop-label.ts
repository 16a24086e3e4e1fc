import type { SourceState } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { Sources } from '../ports.ts';
import { getToStoreInParts, storeInParts } from './in-parts.ts';

/** Takes a label from all tools of a source. */
export interface DropLabel extends Command<CommandResponse<SourceState>> {
  readonly type: 'drop-label';
  /** The source's. */
  readonly id: string;
  readonly labelId: string;
}

/** The label need not exist any more; a source none of whose tools has it is no change. */
export function dropLabel(sources: Sources): CommandHandler<DropLabel, CommandContext> {
  return async (command, context) => {
    const source = await getToStoreInParts(sources, command.id, context);
    const dropping = (each: typeof source) => each.dropLabel(command.labelId, context);
    return responseOf(await storeInParts(sources, { aggregate: source }, context, dropping));
  };
}

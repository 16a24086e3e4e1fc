import type { SourceState } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import { getToDelete } from '../get-to-delete.ts';
import type { Sources } from '../ports.ts';

/** Ends a source. Its events stay; its document goes, and those of its tools. */
export interface DeregisterSource extends Command<CommandResponse<SourceState>> {
  readonly type: 'deregister-source';
  readonly id: string;
}

/** Deregistering again changes nothing and succeeds. */
export function deregisterSource(sources: Sources): CommandHandler<DeregisterSource, CommandContext> {
  return async (command, context) => {
    const source = await getToDelete(sources, command.id, context);
    source.deregister(context);
    await sources.update(source, context);
    return responseOf(source);
  };
}

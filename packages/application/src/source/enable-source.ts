import type { SourceState } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { Sources } from '../ports.ts';

/** Lets agents use the tools of a source. */
export interface EnableSource extends Command<CommandResponse<SourceState>> {
  readonly type: 'enable-source';
  readonly id: string;
}

/** A tool that is disabled or deprecated itself stays so. */
export function enableSource(sources: Sources): CommandHandler<EnableSource, CommandContext> {
  return async (command, context) => {
    const source = await sources.get(command.id, context);
    source.enable(context);
    await sources.update(source, context);
    return responseOf(source);
  };
}

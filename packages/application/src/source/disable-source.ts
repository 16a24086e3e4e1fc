import type { SourceState } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { Sources } from '../ports.ts';

/** Keeps agents from all tools of a source. */
export interface DisableSource extends Command<CommandResponse<SourceState>> {
  readonly type: 'disable-source';
  readonly id: string;
  readonly reason?: string | undefined;
}

/** A source that is disabled already changes nothing, and keeps its reason. */
export function disableSource(sources: Sources): CommandHandler<DisableSource, CommandContext> {
  return async (command, context) => {
    const source = await sources.get(command.id, context);
    source.disable(command.reason, context);
    await sources.update(source, context);
    return responseOf(source);
  };
}

import type { SourceChanges, SourceState } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { Sources } from '../ports.ts';

/** Gives a source another name or URL; what is left out stays. It is read at the new URL when it is refreshed. */
export interface ChangeSource extends Command<CommandResponse<SourceState>>, SourceChanges {
  readonly type: 'change-source';
  /** The source's. */
  readonly id: string;
}

/** `refused` (code `source-has-no-url`) for a URL where the document is uploaded. */
export function changeSource(sources: Sources): CommandHandler<ChangeSource, CommandContext> {
  return async (command, context) => {
    const source = await sources.get(command.id, context);
    source.changeDetails(command, context);
    await sources.update(source, context);
    return responseOf(source);
  };
}

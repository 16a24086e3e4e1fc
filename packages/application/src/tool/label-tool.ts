import type { CommandContext } from '@tools-provider/event-sourcing';
import type { CommandHandler } from '@tools-provider/mediator';
import type { Labels, Sources } from '../ports.ts';
import { changeToolOf, type ToolCommand } from './tool-command.ts';

/** Gives a tool a label. */
export interface LabelTool extends ToolCommand {
  readonly type: 'label-tool';
  readonly labelId: string;
}

/**
 * `not-found` or `gone` for a label that there is not. One that is deleted at the same moment is taken away again by the saga that sees to
 * deleted labels.
 */
export function labelTool(sources: Sources, labels: Labels): CommandHandler<LabelTool, CommandContext> {
  return (command, context) =>
    changeToolOf(sources, command, context, async (source) => {
      await labels.get(
        command.labelId,
        context.unitOfWork === undefined ? {} : { unitOfWork: context.unitOfWork },
      );
      source.labelTool(command.toolId, command.labelId, context);
    });
}

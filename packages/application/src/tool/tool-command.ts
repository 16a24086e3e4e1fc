import {
  type SourceState,
  sourceIdOf,
  type ToolSource,
  toolEntry,
  toolNotFound,
  toolRevision,
} from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import { CodedError, type Command, isCoded } from '@tools-provider/mediator';
import type { CommandResponse } from '../command-response.ts';
import type { Sources } from '../ports.ts';

/** A command on one tool of a source. Its answer is about the source; the revision is the tool's. */
export interface ToolCommand extends Command<CommandResponse<SourceState>> {
  /** `{sourceId}:{operationId}`. */
  readonly toolId: string;
  /** The revision of the tool that the sender has seen: other tools of its source may have moved on. */
  readonly expectedToolRevision?: number | undefined;
}

/**
 * Changes one tool. `not-found` (code `tool-not-found`) for a tool that its source never had, `gone` (code `source-deleted`) for one whose
 * source was deregistered, `conflict` (code `stale-revision`) for one that is not at the revision that the sender has seen.
 */
export async function changeToolOf(
  sources: Sources,
  { toolId, expectedToolRevision }: ToolCommand,
  context: CommandContext,
  change: (source: ToolSource) => void | Promise<void>,
): Promise<CommandResponse<SourceState>> {
  const source = await sourceOf(sources, toolId, context);
  const seen = revisionOf(source, toolId);
  if (expectedToolRevision !== undefined && seen !== expectedToolRevision) {
    throw staleTool(toolId, expectedToolRevision, seen);
  }
  await change(source);
  await sources.update(source, context);
  return { id: source.id, revision: seen, state: source.state };
}

async function sourceOf(sources: Sources, toolId: string, context: CommandContext): Promise<ToolSource> {
  const sourceId = sourceIdOf(toolId);
  if (sourceId === undefined) throw toolNotFound(toolId);
  try {
    return await sources.get(sourceId, context);
  } catch (error) {
    const isNone = isCoded(error) && (error.kind === 'not-found' || error.code === 'invalid-id');
    throw isNone ? toolNotFound(toolId) : error;
  }
}

function revisionOf({ state }: ToolSource, toolId: string): number {
  const tool = toolEntry(state.tools, toolId);
  if (tool === undefined) throw toolNotFound(toolId);
  return toolRevision(state, tool);
}

function staleTool(toolId: string, expected: number, currentRevision: number): CodedError {
  const message = `The tool ${toolId} is at revision ${currentRevision}, not ${expected}`;
  return new CodedError('conflict', 'stale-revision', message, { currentRevision });
}

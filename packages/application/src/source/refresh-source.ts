import type { SourceState, ToolSource } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import { CodedError, type Command, type CommandHandler, isCoded } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { Sources } from '../ports.ts';
import { getToStoreInParts, partOf, storeInParts, withoutRevision } from './in-parts.ts';
import { readUrl, sourceUnreadable } from './reading.ts';
import { ingesting } from './register-source.ts';
import type { SourceReader } from './source-reader.ts';

/** Brings the catalogue up to what a source has now. */
export interface RefreshSource extends Command<CommandResponse<SourceState>> {
  readonly type: 'refresh-source';
  /** The source's. */
  readonly id: string;
  /** For a source whose document is uploaded, and for no other. */
  readonly document?: unknown;
}

/**
 * A source that has what it had is no change. One that cannot be read, or says what is wrong, is `refused` (code `source-unreadable`) with
 * the reason, and the failure is recorded; an uploaded document that is wrong is `invalid`, and nothing of the source's.
 */
export function refreshSource(
  sources: Sources,
  reader: SourceReader,
): CommandHandler<RefreshSource, CommandContext> {
  return async (command, context) => {
    const source = await getToStoreInParts(sources, command.id, context);
    const { url } = source.state;
    refuseUnlessFitting(source.state, command.document);
    if (url === null) {
      const inventory = await reader.readDocument(command.document);
      return responseOf(
        await storeInParts(sources, { aggregate: source }, context, ingesting(inventory, context)),
      );
    }
    try {
      const inventory = await readUrl(reader, source.state, url);
      return responseOf(
        await storeInParts(sources, { aggregate: source }, context, ingesting(inventory, context)),
      );
    } catch (error) {
      const failure = failureOf(error);
      if (failure === undefined) throw error;
      await recordFailure(sources, source, failure, context);
      throw failure;
    }
  };
}

/** What is to be told and recorded, `undefined` for an error that says nothing of the source. */
function failureOf(error: unknown): CodedError | undefined {
  if (!isCoded(error)) return undefined;
  if (error.code === 'source-unreadable') return error;
  return error.kind === 'invalid' ? sourceUnreadable(error) : undefined;
}

/** The failure is stored although the command is refused, and once however often the command is sent. */
async function recordFailure(
  sources: Sources,
  source: ToolSource,
  { cause, message }: CodedError,
  context: CommandContext,
): Promise<void> {
  const { requestHash: _, ...failing } = withoutRevision(partOf(context, 'failure'));
  const attempt = {
    attemptId: context.newId('attempt'),
    reason: cause instanceof Error ? cause.message : message,
  };
  await storeInParts(sources, { aggregate: source }, failing, (current) => {
    current.reportFailure(attempt, context);
    return true;
  });
}

function refuseUnlessFitting({ url }: SourceState, document: unknown): void {
  if (url === null && document === undefined) {
    throw unfitting('document-missing', 'is needed: the source is read from uploaded documents');
  }
  if (url !== null && document !== undefined) {
    throw unfitting('document-unwanted', 'cannot be given: the source is read at its URL');
  }
}

function unfitting(code: string, detail: string): CodedError {
  return new CodedError('refused', code, `The document ${detail}`, {
    places: [{ pointer: '/document', detail }],
  });
}

import { type SourceInventory, type SourceKind, type SourceState, ToolSource } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import { CodedError, type Command, type CommandHandler, kindOf } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { Sources } from '../ports.ts';
import { hasBegun, outsideUnit, type StoredInParts, storeInParts } from './in-parts.ts';
import { readUrl } from './reading.ts';
import type { SourceReader } from './source-reader.ts';

/** Makes a source, with all its tools. */
export interface RegisterSource extends Command<CommandResponse<SourceState>> {
  readonly type: 'register-source';
  /** A UUID; by default derived from the command. */
  readonly id?: string | undefined;
  readonly name: string;
  /** Default `openapi`. */
  readonly kind?: SourceKind | undefined;
  /** Where it is read: this or a document, not both. */
  readonly url?: string | undefined;
  /** An OpenAPI document, an object or a text of JSON or YAML. */
  readonly document?: unknown;
}

/**
 * The source is read before anything is stored: one that says what is wrong (`invalid`, with places), or that cannot be read (`refused`,
 * code `source-unreadable`), is not registered. `conflict` when the id is taken.
 */
export function registerSource(
  sources: Sources,
  reader: SourceReader,
): CommandHandler<RegisterSource, CommandContext> {
  return async (command, context) => {
    const id = command.id ?? context.newId('source');
    const { kind = 'openapi', name, url, document } = command;
    refuseUnlessOneOf(url, document);
    const begun = await findBegun(sources, id, context);
    const created = ToolSource.register(id, { name, kind, url }, context);
    const inventory =
      created.state.url === null
        ? await reader.readDocument(document)
        : await readUrl(reader, { kind }, created.state.url);
    const subject: StoredInParts<ToolSource> =
      begun === undefined ? { aggregate: created, isNew: true } : { aggregate: begun };
    const source = await storeInParts(sources, subject, context, ingesting(inventory, context));
    return responseOf(source);
  };
}

/** Brings a source up to an inventory, a part at a time. */
export function ingesting(inventory: SourceInventory, context: CommandContext) {
  return (source: ToolSource) => source.ingest(inventory, context);
}

/** The source that this command has begun to register before it was interrupted. */
async function findBegun(
  sources: Sources,
  id: string,
  context: CommandContext,
): Promise<ToolSource | undefined> {
  if (context.requestHash === undefined) return undefined;
  try {
    const source = await sources.get(id, outsideUnit(context));
    return (await hasBegun(sources, id, context)) ? source : undefined;
  } catch (error) {
    if (kindOf(error) === 'not-found') return undefined;
    throw error;
  }
}

function refuseUnlessOneOf(url: string | undefined, document: unknown): void {
  if ((url === undefined) !== (document === undefined)) return;
  const detail = 'give either url or document';
  throw new CodedError(
    'invalid',
    'invalid-source',
    `A source is read at a URL or from a document: ${detail}`,
    {
      places: [{ pointer: '', detail }],
    },
  );
}

import type { SourceInventory, SourceState } from '@tools-provider/domain';
import { CodedError, isCoded } from '@tools-provider/mediator';
import type { SourceReader } from './source-reader.ts';

const SAYS_WHY: ReadonlySet<string> = new Set(['refused', 'unavailable']);

/**
 * What the source at a URL has. `refused` (code `source-unreadable`) with the reason when it cannot be read: that it is away is nothing that
 * trying this again at once would help. What it says wrong stays `invalid`, with its places.
 */
export async function readUrl(
  reader: SourceReader,
  { kind }: Pick<SourceState, 'kind'>,
  url: string,
): Promise<SourceInventory> {
  try {
    return await reader.readUrl(kind, url);
  } catch (error) {
    if (isCoded(error) && SAYS_WHY.has(error.kind) && error.code !== 'import-busy')
      throw sourceUnreadable(error);
    throw error;
  }
}

/** The source could not be read, for this reason. */
export function sourceUnreadable(cause: CodedError): CodedError {
  return new CodedError('refused', 'source-unreadable', `The source cannot be read: ${cause.message}`, {
    cause,
    ...(cause.places.length === 0 ? {} : { places: cause.places }),
  });
}

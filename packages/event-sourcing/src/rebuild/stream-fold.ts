import { NO_REVISION } from '../aggregate/aggregate-root.ts';
import type { BufferedDocumentSession } from '../reconciliation/buffered-document-session.ts';
import { isNoStream } from '../repository/event-at.ts';
import type { FoldFailure } from './event-folder.ts';
import { type FoldParts, foldEvent } from './fold-event.ts';
import type { RebuildParts } from './rebuild-parts.ts';

/** Where a stream was read to, and what ended it before. */
export interface FoldedTo {
  readonly revision: number;
  readonly failure?: FoldFailure;
}

/** Applies a stream's events behind `from` up to `to` to documents. A stream that is not in the log any more has no events. */
export async function foldStream(
  parts: FoldParts & Pick<RebuildParts, 'eventStore'>,
  stream: string,
  { from, to }: { readonly from: number; readonly to: number },
  documents: BufferedDocumentSession,
): Promise<FoldedTo> {
  let revision = from;
  if (to <= from) return { revision };
  try {
    for await (const event of parts.eventStore.read(stream, { from: from + 1, limit: to - from })) {
      // Where the log lacks events, more come than were meant.
      if (event.revision > to) break;
      const failure = await foldEvent(parts, event, documents);
      if (failure !== undefined) return { revision, failure };
      ({ revision } = event);
    }
  } catch (error) {
    if (!isNoStream(error)) throw error;
    return { revision: NO_REVISION };
  }
  return { revision };
}

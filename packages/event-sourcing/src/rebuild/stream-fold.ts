import { NO_REVISION } from '../aggregate/aggregate-root.ts';
import type { BufferedDocumentSession } from '../reconciliation/buffered-document-session.ts';
import type { FoldFailure } from './event-folder.ts';
import type { RebuildParts } from './rebuild-parts.ts';

/** Where a stream was read to, and what ended it before. */
export interface FoldedTo {
  readonly revision: number;
  readonly lastEventId: string | undefined;
  readonly failure?: FoldFailure;
}

/** Applies a stream's events behind `from` up to `to` to documents. A stream that is not in the log any more has no events. */
export async function foldStream(
  { eventStore, folder, isSkipped }: Pick<RebuildParts, 'eventStore' | 'folder' | 'isSkipped'>,
  stream: string,
  { from, to }: { readonly from: number; readonly to: number },
  documents: BufferedDocumentSession,
): Promise<FoldedTo> {
  let revision = from;
  let lastEventId: string | undefined;
  if (to <= from) return { revision, lastEventId };
  try {
    for await (const event of eventStore.read(stream, { from: from + 1, limit: to - from })) {
      const failure = await folder.apply(event, documents);
      if (failure !== undefined && !(await isSkipped(event))) return { revision, lastEventId, failure };
      ({ revision } = event);
      lastEventId = event.id;
    }
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'stream-not-found') throw error;
    return { revision: NO_REVISION, lastEventId: undefined };
  }
  return { revision, lastEventId };
}

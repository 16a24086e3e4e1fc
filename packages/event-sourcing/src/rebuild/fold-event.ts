import type { RecordedEvent } from '../aggregate/domain-event.ts';
import type { BufferedDocumentSession } from '../reconciliation/buffered-document-session.ts';
import type { ReadDocument } from '../reconciliation/projection.ts';
import type { FoldFailure } from './event-folder.ts';
import type { RebuildParts } from './rebuild-parts.ts';

/** What events are applied with. */
export type FoldParts = Pick<RebuildParts, 'folder' | 'isSkipped' | 'origins'>;

/**
 * Applies one event to the documents of its stream; answers why not. One that fails, and that somebody has skipped, changes nothing of them
 * but the revision that they are at.
 */
export async function foldEvent(
  { folder, isSkipped, origins }: FoldParts,
  event: RecordedEvent,
  documents: BufferedDocumentSession,
): Promise<FoldFailure | undefined> {
  const failure = await folder.apply(event, documents);
  if (failure === undefined || !(await isSkipped(event))) return failure;
  const step = documents.nested(event.revision);
  for (const { collection, id } of origins.documentsOf(event.stream)) {
    const document = await step.get<ReadDocument>(collection, id);
    if (document !== undefined) step.put(collection, document);
  }
  documents.absorb(step);
  return undefined;
}

import type { SourceInventory, SourceKind } from '@tools-provider/domain';
import { CodedError } from '@tools-provider/mediator';

/** Where a use case learns what a source has. What it throws says why in plain words, and nothing of what was read. */
export interface SourceReader {
  /**
   * What an OpenAPI document has, an object or a text of JSON or YAML. `invalid` with the places of what is wrong for one that has none.
   */
  readDocument(document: unknown): Promise<SourceInventory>;
  /**
   * What the source at a URL has. `invalid` for what it says, `refused` or `unavailable` for why it cannot be read; `unavailable` with the
   * code `import-busy` says nothing of the source, but that too many are being read.
   */
  readUrl(kind: SourceKind, url: string): Promise<SourceInventory>;
}

/** For those who send no command that reads a source. */
export const noSourceReader: SourceReader = {
  readDocument: () => Promise.reject(unreadable()),
  readUrl: () => Promise.reject(unreadable()),
};

function unreadable(): CodedError {
  return new CodedError(
    'defect',
    'no-source-reader',
    'No source can be read here: give the write side a sourceReader',
  );
}

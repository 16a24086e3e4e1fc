import { labelType, type SourceInventory, sourceType } from '@tools-provider/domain';
import { EventSourcedRepository, type EventStore } from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';
import type { UseCasePorts } from './register-use-cases.ts';
import type { SourceReader } from './source/source-reader.ts';

/** Sources that say what a test has them say; documents are inventories themselves. Counts how often it reads. */
export class ScriptedSources implements SourceReader {
  reads = 0;
  #answer: SourceInventory | CodedError = { hash: '', tools: [], warnings: [] };

  /** From now on every URL has this, or is why it cannot be read. */
  say(answer: SourceInventory | CodedError): void {
    this.#answer = answer;
  }

  async readUrl(): Promise<SourceInventory> {
    this.reads += 1;
    if ('tools' in this.#answer) return this.#answer;
    throw this.#answer;
  }

  async readDocument(document: unknown): Promise<SourceInventory> {
    this.reads += 1;
    if (typeof document === 'object' && document !== null) return document as SourceInventory;
    throw new CodedError('invalid', 'unreadable-document', 'The document cannot be read', {
      places: [{ pointer: '/paths', detail: 'is missing' }],
    });
  }
}

/** What the use cases of the catalogue need, on a log. */
export function catalogue(
  log: EventStore,
  sourceReader: SourceReader = new ScriptedSources(),
): Pick<UseCasePorts, 'sources' | 'labels' | 'sourceReader'> {
  return {
    sources: new EventSourcedRepository(sourceType, log),
    labels: new EventSourcedRepository(labelType, log),
    sourceReader,
  };
}

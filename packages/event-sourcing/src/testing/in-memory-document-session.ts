import type { DocumentSession, EntitiesPlace, ReadDocument } from '../reconciliation/projection.ts';

/** What projections read and write, kept at once and for as long as the process lasts: to tell a read path events without a reconciliator. */
export class InMemoryDocumentSession implements DocumentSession {
  /** The documents by collection and id, as in `notes/1`. */
  readonly stored = new Map<string, ReadDocument>();

  async get<Document extends ReadDocument>(collection: string, id: string): Promise<Document | undefined> {
    return this.stored.get(`${collection}/${id}`) as Document | undefined;
  }

  async list<Document extends ReadDocument>({
    collection,
    idPrefix,
  }: EntitiesPlace): Promise<readonly Document[]> {
    const wanted = [...this.stored].filter(([name]) => name.startsWith(`${collection}/${idPrefix}`));
    return wanted.map(([, document]) => document as Document);
  }

  put(collection: string, document: ReadDocument): void {
    this.stored.set(`${collection}/${document.id}`, document);
  }

  delete(collection: string, id: string): void {
    this.stored.delete(`${collection}/${id}`);
  }
}

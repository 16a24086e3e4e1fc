import { derivedStoreContract } from './derived-store-contract.ts';
import { InMemoryDerivedStore } from './in-memory-derived-store.ts';
import { InMemoryDocumentScan } from './in-memory-document-scan.ts';
import { InMemoryDocuments } from './in-memory-documents.ts';

derivedStoreContract('InMemoryDerivedStore', async () => {
  const documents = new InMemoryDocuments();
  return {
    store: new InMemoryDerivedStore(documents),
    scan: new InMemoryDocumentScan(documents),
    close: async () => undefined,
  };
});

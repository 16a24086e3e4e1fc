import { documentQueriesContract } from './document-queries-contract.ts';
import { feedContract } from './feed-contract.ts';
import { InMemoryReadModel } from './in-memory-read-model.ts';
import { readModelStoreContract } from './read-model-store-contract.ts';
import { rebuildStoreContract } from './rebuild-store-contract.ts';

const open = async () => {
  const readModel = new InMemoryReadModel();
  const { documents, feed, signals, rebuildStore } = readModel;
  return {
    readModel,
    statuses: readModel,
    quarantine: readModel,
    documents,
    feed,
    feedWriter: feed,
    signals,
    rebuildStore,
    close: async () => undefined,
  };
};

readModelStoreContract('InMemoryReadModel', open);
rebuildStoreContract('InMemoryRebuildStore', open);
documentQueriesContract('InMemoryDocuments', open);
feedContract('InMemoryFeed', open);

import { documentQueriesContract } from './document-queries-contract.ts';
import { feedContract } from './feed-contract.ts';
import { InMemoryReadModel } from './in-memory-read-model.ts';
import { readModelStoreContract } from './read-model-store-contract.ts';

const open = async () => {
  const readModel = new InMemoryReadModel();
  const { documents, feed, signals } = readModel;
  return {
    readModel,
    statuses: readModel,
    quarantine: readModel,
    documents,
    feed,
    feedWriter: feed,
    signals,
    close: async () => undefined,
  };
};

readModelStoreContract('InMemoryReadModel', open);
documentQueriesContract('InMemoryDocuments', open);
feedContract('InMemoryFeed', open);

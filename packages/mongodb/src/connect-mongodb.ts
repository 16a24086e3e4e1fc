import { MongoClient } from 'mongodb';
import { classified, classify } from './classify.ts';
import { Collections } from './collections.ts';
import { Generations } from './generations.ts';
import { MongoAuditStates } from './mongo-audit-states.ts';
import { MongoBulkJobs } from './mongo-bulk-jobs.ts';
import { MongoDerivedStore } from './mongo-derived-store.ts';
import { MongoDocumentQueries } from './mongo-document-queries.ts';
import { MongoDocumentScan } from './mongo-document-scan.ts';
import { MongoFeed } from './mongo-feed.ts';
import { MongoFeedHistory } from './mongo-feed-history.ts';
import { MongoFeedWriter } from './mongo-feed-writer.ts';
import { MongoLastUses } from './mongo-last-uses.ts';
import { MongoLeases } from './mongo-leases.ts';
import { MongoOutboxStore } from './mongo-outbox-store.ts';
import { MongoPipelineTraces } from './mongo-pipeline-traces.ts';
import { MongoProjectionSignals } from './mongo-projection-signals.ts';
import { MongoQuarantine } from './mongo-quarantine.ts';
import { MongoReadModelStore } from './mongo-read-model-store.ts';
import { MongoRebuildJobs } from './mongo-rebuild-jobs.ts';
import { MongoRebuildStore } from './mongo-rebuild-store.ts';
import { MongoSagaStore } from './mongo-saga-store.ts';
import { MongoSinkPositions } from './mongo-sink-positions.ts';
import { MongoStateStore } from './mongo-state-store.ts';
import { MongoWorkerRegistry } from './mongo-worker-registry.ts';
import { MongoWorkerSwitches } from './mongo-worker-switches.ts';
import { type CollectionSpec, prepareCollections, type StateSpec } from './prepare-collections.ts';

/** The database the read model lives in, unless the URL names one. */
const DATABASE = 'tools_provider';

/** How long a call waits for a server before it fails with `unavailable`, unless told, in milliseconds. */
const SERVER_SELECTION_TIMEOUT_MS = 3_000;

/**
 * How often the driver looks for the server, in milliseconds. When all connections of a client end at once, the first to end makes a polling
 * monitor look again in the same turn, and if its own socket is destroyed but has not told so yet, it waits for that socket for ever: the
 * client never comes back. With a least interval above the usual one, no look is ever due at once.
 */
const HEARTBEATS = { heartbeatFrequencyMS: 500, minHeartbeatFrequencyMS: 1_000 };

/** All that the product uses of one MongoDB. */
export interface MongoDb {
  readonly readModel: MongoReadModelStore;
  readonly documents: MongoDocumentQueries;
  readonly scan: MongoDocumentScan;
  readonly derived: MongoDerivedStore;
  readonly statuses: MongoReadModelStore;
  readonly feed: MongoFeed;
  readonly history: MongoFeedHistory;
  readonly feedWriter: MongoFeedWriter;
  readonly signals: MongoProjectionSignals;
  readonly quarantine: MongoQuarantine;
  readonly audits: MongoAuditStates;
  readonly workers: MongoWorkerRegistry;
  readonly switches: MongoWorkerSwitches;
  readonly traces: MongoPipelineTraces;
  readonly stateStore: MongoStateStore;
  readonly outbox: MongoOutboxStore;
  readonly lastUses: MongoLastUses;
  readonly leases: MongoLeases;
  readonly sagas: MongoSagaStore;
  readonly sinkPositions: MongoSinkPositions;
  readonly rebuildJobs: MongoRebuildJobs;
  readonly bulkJobs: MongoBulkJobs;
  /** Makes further generations of the projections' documents. */
  rebuildStore(specs: readonly CollectionSpec[]): MongoRebuildStore;
  /** Makes what must be there before the first transaction: for projections, and for state-stored aggregates. Safe to repeat. */
  prepare(specs: readonly CollectionSpec[], stateSpecs?: readonly StateSpec[]): Promise<void>;
  /**
   * Resolves when the server answers, rejects with `unavailable` otherwise. What is to work with a server that may not be there yet pings
   * it until it answers, and uses nothing else before.
   */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** What a client is told by. */
export interface MongoDbOptions {
  /** A transaction of the read model was tried again, because another one was faster. */
  readonly onLostRace?: () => void;
  /** How long a call waits for a server before it fails with `unavailable`, in milliseconds: longer than the driver takes to see that one is back. */
  readonly serverSelectionTimeoutMs?: number;
}

/** A client of the MongoDB at `url`, which must be a replica set (of one is enough): transactions and change streams need it. */
export function connectMongoDb(
  url: string,
  { onLostRace, serverSelectionTimeoutMs = SERVER_SELECTION_TIMEOUT_MS }: MongoDbOptions = {},
): MongoDb {
  const client = new MongoClient(url, {
    serverSelectionTimeoutMS: serverSelectionTimeoutMs,
    ...HEARTBEATS,
  });
  const named = client.options.dbName;
  const collections = new Collections(client.db(named === undefined || named === 'test' ? DATABASE : named));
  const generations = new Generations(collections);
  const readModel = new MongoReadModelStore(client, collections, generations, onLostRace);
  return {
    readModel,
    statuses: readModel,
    documents: new MongoDocumentQueries(collections, generations),
    scan: new MongoDocumentScan(collections, generations),
    derived: new MongoDerivedStore(client, collections),
    feed: new MongoFeed(collections),
    history: new MongoFeedHistory(collections),
    feedWriter: new MongoFeedWriter(client, collections),
    signals: new MongoProjectionSignals(collections, generations),
    quarantine: new MongoQuarantine(collections),
    audits: new MongoAuditStates(collections),
    workers: new MongoWorkerRegistry(collections),
    switches: new MongoWorkerSwitches(collections),
    traces: new MongoPipelineTraces(collections),
    stateStore: new MongoStateStore(client, collections),
    outbox: new MongoOutboxStore(client, collections),
    lastUses: new MongoLastUses(collections),
    leases: new MongoLeases(collections),
    sagas: new MongoSagaStore(client, collections),
    sinkPositions: new MongoSinkPositions(collections),
    rebuildJobs: new MongoRebuildJobs(collections),
    bulkJobs: new MongoBulkJobs(client, collections),
    rebuildStore: (specs) => new MongoRebuildStore(client, collections, generations, specs),
    // Indexes of what is there already may take their time.
    prepare: (specs, stateSpecs) =>
      prepareCollections(collections, specs, stateSpecs).catch((error: unknown) => {
        throw classify(error);
      }),
    ping: async () => {
      // A first contact that was given up leaves the driver with a closed topology, which only an explicit connect replaces.
      await classified(async () => {
        await client.connect();
        await collections.db.command({ ping: 1 });
      });
    },
    close: () => client.close(),
  };
}

import { CATEGORY, labelType, sourceType, taskType, toolGroupType, upcasters } from '@tools-provider/domain';
import {
  checkEventTypes,
  DomainEventCloudEventBehavior,
  PipelineCounts,
  ReadModelReconciliator,
  type ReadPathContext,
  type ReconciliatorLog,
  Upcasters,
} from '@tools-provider/event-sourcing';
import { connectKurrentDb } from '@tools-provider/kurrentdb';
import { Mediator } from '@tools-provider/mediator';
import { connectMongoDb } from '@tools-provider/mongodb';
import { collectionSpecs, membershipSpecs, registerProjections } from '@tools-provider/read-model';
import type { Telemetry } from '@tools-provider/telemetry';
import type { Logger } from 'pino';
import { meterBulkItems, showBulkJobs } from './bulk/bulk-meter.ts';
import { createBulkWorker } from './bulk/create-bulk-worker.ts';
import { toCloudEvent } from './cloud-event.ts';
import type { ReconciliatorConfig } from './config.ts';
import { crashPoint } from './crash-point.ts';
import { FeedWatch } from './feed-watch.ts';
import { createMemberships } from './memberships/create-memberships.ts';
import { observeReadPath } from './observation.ts';
import { createOutboxWorker } from './outbox.ts';
import { meterPipeline, showSubscription } from './pipeline-meter.ts';
import { createRebuildWorker } from './rebuild/create-rebuild-worker.ts';
import { createActivationApproval } from './saga/activation-approval.ts';
import { createLabelCascade } from './saga/label-cascade.ts';
import { createSinkDelivery } from './sink/create-sink-delivery.ts';
import { DevelopmentSwitches } from './switches/development-switches.ts';
import { createUpkeep } from './upkeep.ts';
import { wellFormedEvents } from './well-formed-events.ts';

/** Everything the worker is made of, wired. Nothing runs yet. `workerId` differs from every other worker's. */
export function compose(
  config: ReconciliatorConfig,
  { workerId, log, telemetry }: { workerId: string; log: Logger; telemetry: Telemetry },
) {
  const kurrentDb = connectKurrentDb(config.kurrentDbUrl, CATEGORY, {
    consumerStrategy: config.consumerStrategy,
  });
  const metrics = new PipelineCounts(meterPipeline(telemetry.meter));
  const mongoDb = connectMongoDb(config.mongoDbUrl, { onLostRace: () => metrics.raceLost() });
  const origin = { source: config.cloudEventSource, schemaBase: config.apiUrl };
  const cloudEvents = new DomainEventCloudEventBehavior((event) => toCloudEvent(event, origin));
  const observed = config.crashAt === undefined ? {} : { observer: crashPoint(config.crashAt) };
  const ownLog = logOf(log);
  const readPathLog = logOf(log.child({ path: 'read-path' }));
  const observation = observeReadPath({
    telemetry,
    traces: mongoDb.traces,
    workerId,
    log: readPathLog,
    ...observed,
  });
  const switches = config.hasSwitches
    ? new DevelopmentSwitches({ switches: mongoDb.switches, log: readPathLog })
    : undefined;
  const switched = switches === undefined ? [] : [switches.behavior()];
  const mediator = new Mediator<never, ReadPathContext>({
    event: [...observation.behaviors, ...switched, wellFormedEvents, cloudEvents.behavior],
  });
  registerProjections(mediator);
  const older = new Upcasters(upcasters);
  checkEventTypes({
    eventSourced: [toolGroupType, taskType, sourceType, labelType],
    projected: mediator.handledEventTypes,
    upcasters: older,
  });
  const reconciliator = new ReadModelReconciliator({
    mediator,
    eventStore: kurrentDb.eventStore,
    subscription: kurrentDb.categorySubscription,
    readModel: mongoDb.readModel,
    log: readPathLog,
    ordering: config.ordering,
    upcasters: older,
    release: config.release,
    observer: observation.observer,
    metrics,
  });
  showSubscription(telemetry.meter, () => reconciliator.isConnected);
  showBulkJobs(telemetry.meter, mongoDb.bulkJobs);
  const { outbox, leases, feedWriter, feed, sagas, stateStore, signals } = mongoDb;
  const sagaParts = {
    eventStore: kurrentDb.eventStore,
    stateStore,
    sagas,
    feed,
    leases,
    owner: workerId,
    leaseTtlMs: config.leaseTtlMs,
    log: ownLog,
    ...observed,
  };
  const approvals = createActivationApproval({ ...sagaParts, deadlineMs: config.approvalTimeoutMs });
  const labelCascade = createLabelCascade(sagaParts);
  const sink =
    config.sinkUrl === undefined
      ? undefined
      : createSinkDelivery({
          url: config.sinkUrl,
          positions: mongoDb.sinkPositions,
          feed,
          leases,
          owner: workerId,
          leaseTtlMs: config.leaseTtlMs,
          log: ownLog,
          ...observed,
        });
  const memberships = createMemberships({
    scan: mongoDb.scan,
    store: mongoDb.derived,
    feed,
    leases,
    owner: workerId,
    leaseTtlMs: config.leaseTtlMs,
    log: ownLog,
  });
  const wakeAll = () => {
    approvals.wake();
    labelCascade.wake();
    memberships.wake();
    sink?.wake();
  };
  return {
    reconciliator,
    outboxWorker: createOutboxWorker({
      outbox,
      leases,
      feedWriter,
      origin,
      owner: workerId,
      leaseTtlMs: config.leaseTtlMs,
      log: ownLog,
      ...observed,
    }),
    approvals,
    labelCascade,
    memberships,
    /** There is one only where `K_SINK` is set. */
    sink,
    feedWatch: new FeedWatch(signals, wakeAll, ownLog),
    upkeep: createUpkeep({
      reconciliator,
      eventStore: kurrentDb.eventStore,
      logReader: kurrentDb.logReader,
      readModel: mongoDb.readModel,
      quarantine: mongoDb.quarantine,
      audits: mongoDb.audits,
      leases,
      workers: mongoDb.workers,
      cloudEventOf: (event) => cloudEvents.cloudEventOf(event),
      upcasters: older,
      owner: workerId,
      release: config.release,
      leaseTtlMs: config.leaseTtlMs,
      auditIntervalMs: config.auditIntervalMs,
      auditGraceMs: config.auditGraceMs,
      log: ownLog,
      onRepaired: (events) => metrics.auditRepaired(events),
    }),
    bulkWorker: createBulkWorker({
      jobs: mongoDb.bulkJobs,
      eventStore: kurrentDb.eventStore,
      stateStore,
      leases,
      owner: workerId,
      leaseTtlMs: config.leaseTtlMs,
      log: ownLog,
      onResult: meterBulkItems(telemetry.meter),
      ...observed,
    }),
    rebuildJobs: mongoDb.rebuildJobs,
    rebuilds: createRebuildWorker({
      eventLog: kurrentDb.eventLog,
      eventStore: kurrentDb.eventStore,
      readModel: mongoDb.readModel,
      feed,
      store: mongoDb.rebuildStore(collectionSpecs),
      jobs: mongoDb.rebuildJobs,
      leases,
      mediator,
      upcasters: older,
      owner: workerId,
      leaseTtlMs: config.leaseTtlMs,
      log: ownLog,
      heldBy: switches?.behavior,
    }),
    workers: mongoDb.workers,
    /** Only in development. */
    switches,
    counted: metrics,
    observation,
    stores: { kurrentdb: () => kurrentDb.ping(), mongodb: () => mongoDb.ping() },
    /** Waits for nothing: rejects at once while a store is away. */
    checkStores: async () => {
      await Promise.all([kurrentDb.ping(), mongoDb.ping()]);
    },
    prepare: () => mongoDb.prepare([...collectionSpecs, ...membershipSpecs]),
    close: async () => {
      await Promise.allSettled([kurrentDb.close(), mongoDb.close()]);
    },
  };
}

/** The framework's log on pino. */
function logOf(log: Logger): ReconciliatorLog {
  return {
    info: (fields, message) => log.info(fields, message),
    warn: (fields, message) => log.warn(fields, message),
  };
}

import { randomUUID } from 'node:crypto';
import { untilPrepared } from '@tools-provider/event-sourcing';
import { startTelemetry } from '@tools-provider/telemetry';
import closeWithGrace from 'close-with-grace';
import { pino } from 'pino';
import { compose } from './composition.ts';
import { type ReconciliatorConfig, readConfig } from './config.ts';
import { Heartbeat } from './heartbeat.ts';
import { createProbes, listen } from './probes.ts';
import { readinessOf } from './readiness.ts';

/** How long the worker waits at start for its stores, in milliseconds, before it says that it cannot start. */
const STORES_DEADLINE_MS = 20_000;

const log = pino({ base: { name: 'reconciliator' } });

try {
  const config = readConfig(process.env);
  log.level = config.logLevel;
  await run(config);
} catch (error) {
  log.fatal(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

async function run(config: ReconciliatorConfig): Promise<void> {
  const id = randomUUID();
  const telemetry = await startTelemetry({
    service: 'reconciliator',
    instanceId: id,
    ...(config.otlpEndpoint === undefined ? {} : { otlpEndpoint: config.otlpEndpoint }),
  });
  const { reconciliator, outboxWorker, approvals, memberships, sink, feedWatch, upkeep, ...rest } = compose(
    config,
    {
      workerId: id,
      log,
      telemetry,
    },
  );
  const {
    labelCascade,
    workers,
    switches,
    rebuilds,
    bulkWorker,
    counted,
    observation,
    stores,
    checkStores,
    prepare,
    close,
  } = rest;
  const followers = [
    outboxWorker,
    approvals,
    labelCascade,
    memberships,
    feedWatch,
    // What the demonstration is to lose would be found and applied.
    ...(config.ordering === 'none' ? [] : [upkeep]),
    rebuilds,
    bulkWorker,
    ...(sink === undefined ? [] : [sink]),
  ];
  const heartbeat = new Heartbeat(
    workers,
    { id, ordering: config.ordering, release: config.release },
    reconciliator,
    counted,
    switches,
  );
  const probes = createProbes({
    readiness: () =>
      readinessOf({
        stores,
        isSubscribed: () => reconciliator.isConnected,
        ordering: config.ordering,
        stalled: () => upkeep.stall,
        memberships: () => memberships.failure,
      }),
    scrape: () => telemetry.scrape(),
    metricsToken: config.metricsToken,
  });
  const port = await listen(probes, config.host, config.port);

  const grace = closeWithGrace({ delay: 8_000, logger: false }, async ({ err }) => {
    if (err !== undefined) log.fatal(err.message);
    await switches?.stop();
    await Promise.all([reconciliator, ...followers].map((part) => part.stop()));
    await Promise.all([heartbeat.stop(), observation.stop()]);
    probes.close();
    await Promise.all([close(), telemetry.close()]);
  });
  process.once('disconnect', () => grace.close());

  await untilPrepared({
    checkStores: () => orSaySo(checkStores),
    prepare,
    deadlineMs: STORES_DEADLINE_MS,
  });
  await switches?.start(() => heartbeat.beat());
  await reconciliator.start();
  for (const part of followers) part.start();
  heartbeat.start();
  if (config.ordering === 'none') {
    log.warn(
      'RECONCILIATOR_ORDERING=none: events overtake each other and changes get lost; only for showing that',
    );
  }
  log.info(`Projecting; probes at http://${config.host}:${port}`);
  process.send?.({ type: 'ready', port });
}

async function orSaySo(checkStores: () => Promise<void>): Promise<void> {
  try {
    await checkStores();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`A store does not answer; check KURRENTDB_URL and MONGODB_URL (${reason})`);
  }
}

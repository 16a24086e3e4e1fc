import { ACTIVATION_APPROVAL, createWriteSide, LABEL_CASCADE, stateSpecs } from '@tools-provider/application';
import { CATEGORY } from '@tools-provider/domain';
import { OutboxService } from '@tools-provider/event-sourcing';
import { connectKurrentDb } from '@tools-provider/kurrentdb';
import { measuring, tracing } from '@tools-provider/mediator';
import { connectMongoDb } from '@tools-provider/mongodb';
import { collectionSpecs, membershipSpecs } from '@tools-provider/read-model';
import type { Telemetry } from '@tools-provider/telemetry';
import { ToolImporter } from '@tools-provider/tool-import';
import type { Logger } from 'pino';
import { ChangeHub } from './changes/change-hub.ts';
import type { ApiConfig } from './config.ts';
import { CrashPoint } from './crash-point.ts';
import { JobDesk } from './job/job-desk.ts';
import type { StoreProbes } from './operations/probe-routes.ts';
import { RebuildDesk } from './projections/rebuild-desk.ts';
import { QuarantineDesk } from './quarantine/quarantine-desk.ts';
import { createServer } from './server.ts';
import { ServiceTokenRegister } from './service-token/service-token-register.ts';
import { TokenUses } from './service-token/token-uses.ts';
import { devSigningKey } from './session/dev-signing-key.ts';
import { DevTokens } from './session/dev-tokens.ts';
import { OidcTokens } from './session/oidc-tokens.ts';
import { RememberedTokens } from './session/remembered-tokens.ts';
import { TokenKinds } from './session/token-kinds.ts';
import { SetAsideWork } from './set-aside/set-aside-work.ts';
import { SwitchDesk } from './worker-switch/switch-desk.ts';

/** How long a request waits for MongoDB to come back, in milliseconds: whoever asks is told within two seconds. */
const LONGEST_ABSENCE_MS = 1_500;

/** What the composition needs to know of the configuration. */
export interface CompositionConfig extends Omit<ApiConfig, 'host' | 'port' | 'logLevel' | 'otlpEndpoint'> {
  /** For tests: how long the issuer is left alone after its keys were asked for. */
  readonly keysCooldownMs?: number;
}

/** Everything the api is made of, wired. Nothing runs yet. */
export async function compose(config: CompositionConfig, log: Logger, telemetry: Telemetry) {
  const kurrentDb = connectKurrentDb(config.kurrentDbUrl, CATEGORY);
  const mongoDb = connectMongoDb(config.mongoDbUrl, { serverSelectionTimeoutMs: LONGEST_ABSENCE_MS });
  const { eventStore, logFollower } = kurrentDb;
  const { stateStore, documents, statuses, feed, signals, workers } = mongoDb;

  const crash = config.crashAt === undefined ? undefined : new CrashPoint(config.crashAt);
  const sourceReader = new ToolImporter({ policy: config.sources });
  const mediator = createWriteSide({
    eventStore: crash?.around(eventStore) ?? eventStore,
    stateStore: crash?.aroundStates(stateStore) ?? stateStore,
    sourceReader,
    outerBehaviors: [
      tracing(telemetry.tracer, () => ({ attributes: { path: 'write-path' } })).command,
      measuring(telemetry.meter).command,
      ...(crash === undefined ? [] : [crash.behavior]),
    ],
  });
  const changes = new ChangeHub(
    {
      eventStore,
      logFollower,
      signals,
      statuses,
      workers,
      feed,
      outbox: mongoDb.outbox,
      sinks: mongoDb.sinkPositions,
      audits: mongoDb.audits,
      derived: mongoDb.derived,
      switches: config.hasSwitches ? mongoDb.switches : undefined,
      sagas: mongoDb.sagas,
      sagaNames: [ACTIVATION_APPROVAL, LABEL_CASCADE],
    },
    {
      sloMs: config.consistencySloMs,
      onLost: (source, error) => log.warn({ err: error }, `Lost sight of the ${source}; trying again`),
    },
  );
  const { oidc } = config;
  const people =
    oidc === undefined
      ? new DevTokens(await devSigningKey(config.dataDir))
      : new OidcTokens(oidc, config.keysCooldownMs);
  const devTokens = people instanceof DevTokens ? people : undefined;
  const uses = new TokenUses(mongoDb.lastUses, (error) =>
    log.warn({ err: error }, 'The use of a service token was not noted'),
  );
  const services = new ServiceTokenRegister(stateStore, uses);
  const setAside = new SetAsideWork({
    sagas: mongoDb.sagas,
    sagaNames: [ACTIVATION_APPROVAL, LABEL_CASCADE],
    outbox: new OutboxService(mongoDb.outbox),
  });
  const stores = { kurrentdb: () => kurrentDb.ping(), mongodb: () => mongoDb.ping() };
  const server = await createServer(
    {
      mediator,
      eventStore,
      states: stateStore,
      documents,
      scan: mongoDb.scan,
      derived: mongoDb.derived,
      statuses,
      traces: mongoDb.traces,
      feed,
      history: mongoDb.history,
      changes,
      stores,
      admission: {
        tokens: new TokenKinds({ people: new RememberedTokens(people), services }),
        isLoopbackOnly: oidc === undefined,
      },
      devTokens,
      lastUses: mongoDb.lastUses,
      setAside,
      jobs: new JobDesk({ jobs: mongoDb.bulkJobs, documents }),
      rebuilds: new RebuildDesk({
        jobs: mongoDb.rebuildJobs,
        store: mongoDb.rebuildStore(collectionSpecs),
        projections: collectionSpecs.map(({ name }) => name),
      }),
      quarantine: new QuarantineDesk(statuses, mongoDb.quarantine, documents),
      switches: config.hasSwitches ? new SwitchDesk(mongoDb.switches, workers) : undefined,
      telemetry,
    },
    {
      publicUrl: config.publicUrl,
      rateLimitPerSecond: config.rateLimitPerSecond,
      consistencySloMs: config.consistencySloMs,
      ...(config.metricsToken === undefined ? {} : { metricsToken: config.metricsToken }),
      log,
    },
  );
  return {
    server,
    changes,
    devTokens,
    /** Asks both stores once; rejects with one sentence while one of them is away. */
    checkStores: () => refuseUnlessThere(stores),
    /** Makes the collections that queries, transactions and change streams need. */
    prepare: () => mongoDb.prepare([...collectionSpecs, ...membershipSpecs], stateSpecs),
    /** Ends all streams, answers what is under way, and lets the stores go. */
    close: async () => {
      await server.close();
      await changes.stop();
      await Promise.allSettled([sourceReader.close(), kurrentDb.close(), mongoDb.close(), telemetry.close()]);
    },
  };
}

async function refuseUnlessThere(stores: StoreProbes): Promise<void> {
  const [kurrentDb, mongoDb] = await Promise.allSettled([stores.kurrentdb(), stores.mongodb()]);
  const absent = [
    ...(kurrentDb.status === 'fulfilled'
      ? []
      : ['KurrentDB does not answer: start it, or correct KURRENTDB_URL']),
    ...(mongoDb.status === 'fulfilled' ? [] : ['MongoDB does not answer: start it, or correct MONGODB_URL']),
  ];
  if (absent.length > 0) throw new Error(`${absent.join('; ')}.`);
}

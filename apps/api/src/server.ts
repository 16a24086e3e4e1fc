import type {
  CommandContext,
  DerivedStore,
  DocumentQueries,
  DocumentScan,
  EventStore,
  Feed,
  FeedHistory,
  PipelineTraces,
  ProjectionStatusQueries,
  StateStore,
} from '@tools-provider/event-sourcing';
import type { Mediator } from '@tools-provider/mediator';
import type { Telemetry } from '@tools-provider/telemetry';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import helmet, { type HelmetOptions } from 'helmet';
import { auditRoutes } from './audit/routes.ts';
import type { ChangeHub } from './changes/change-hub.ts';
import { changeRoutes } from './changes/routes.ts';
import { AggregateReader } from './consistency/aggregate-reader.ts';
import { ConsistencyReader } from './consistency/consistency-reader.ts';
import { consistencyRoutes } from './consistency/routes.ts';
import { TraceReader } from './consistency/trace-reader.ts';
import { OpenStreams } from './event-stream/open-streams.ts';
import { feedRoutes } from './feed/routes.ts';
import { schemaRoutes } from './feed/schema-routes.ts';
import { HistoryReader } from './history/history-reader.ts';
import { historyRoutes } from './history/routes.ts';
import { CommandSender } from './http/command-sender.ts';
import { answerErrors, sendProblem } from './http/error-answers.ts';
import { acceptJsonOnly, BODY_LIMIT } from './http/json-body.ts';
import { KnownRoutes } from './http/known-routes.ts';
import { isWrite, RequestTelemetry } from './http/request-telemetry.ts';
import { answerUnreadable } from './http/unreadable-request.ts';
import { zodValidator } from './http/validation.ts';
import type { JobDesk } from './job/job-desk.ts';
import { jobRoutes } from './job/routes.ts';
import { labelReadRoutes } from './label/read-routes.ts';
import { labelRoutes } from './label/routes.ts';
import { metricsRoute } from './operations/metrics-route.ts';
import { describeRoutes, openApiRoute } from './operations/open-api.ts';
import { showPipeline } from './operations/pipeline-gauges.ts';
import { probeRoutes, type StoreProbes } from './operations/probe-routes.ts';
import { problemPages } from './operations/problem-pages.ts';
import { referencePage } from './operations/reference-page.ts';
import { preferenceRoutes } from './preferences/routes.ts';
import type { RebuildDesk } from './projections/rebuild-desk.ts';
import { projectionRoutes } from './projections/routes.ts';
import type { QuarantineDesk } from './quarantine/quarantine-desk.ts';
import { quarantineRoutes } from './quarantine/routes.ts';
import { MembershipReader } from './resolution/membership-reader.ts';
import { PreviewDesk } from './resolution/preview-desk.ts';
import { resolutionRoutes } from './resolution/routes.ts';
import { serviceTokenRoutes } from './service-token/routes.ts';
import { TokenReader } from './service-token/token-reader.ts';
import type { LastUses } from './service-token/token-uses.ts';
import { type Admission, admit, authenticate } from './session/authentication.ts';
import type { DevTokens } from './session/dev-tokens.ts';
import { limitRate } from './session/rate-limit.ts';
import { sessionRoutes } from './session/routes.ts';
import { ruleScopes } from './session/scope-rules.ts';
import { setAsideRoutes } from './set-aside/routes.ts';
import type { SetAsideWork } from './set-aside/set-aside-work.ts';
import { sourceReadRoutes } from './source/read-routes.ts';
import { sourceRoutes } from './source/routes.ts';
import { taskReadRoutes } from './task/read-routes.ts';
import { taskRoutes } from './task/routes.ts';
import { toolReadRoutes } from './tool/read-routes.ts';
import { toolRoutes } from './tool/routes.ts';
import { toolGroupMemberRoutes } from './tool-group/member-routes.ts';
import { toolGroupReadRoutes } from './tool-group/read-routes.ts';
import { toolGroupRoutes } from './tool-group/routes.ts';
import { viewReadRoutes } from './view/read-routes.ts';
import { viewRoutes } from './view/routes.ts';
import { ViewReader } from './view/view-reader.ts';
import { workerSwitchRoutes } from './worker-switch/routes.ts';
import type { SwitchDesk } from './worker-switch/switch-desk.ts';

/** Long enough for a tool's id of 512 characters, each percent-encoded as three bytes of UTF-8. */
const MAX_PARAM_LENGTH = 512 * 9;

/** How often a closing server looks for connections that have become idle, in milliseconds. */
const IDLE_SWEEP_MS = 100;

/** How long a closing server waits for clients that neither finish their request nor read their answer, in milliseconds. */
const LAST_ANSWERS_MS = 3_000;

/** How long a client may take to send one request whole, in milliseconds; Fastify itself would wait for ever. */
const REQUEST_TIMEOUT_MS = 60_000;

/** Answers are data and a few plain pages: nothing in them may load, run or be framed. It is spoken to without TLS, so no HSTS. */
const HEADERS: HelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  hsts: false,
};

/** What the server works with. */
export interface ServerPorts {
  readonly mediator: Mediator<CommandContext>;
  readonly eventStore: EventStore;
  /** What is stored as its state, and read where it is stored. */
  readonly states: Pick<StateStore, 'load' | 'find'>;
  readonly documents: DocumentQueries;
  readonly scan: DocumentScan;
  readonly derived: Pick<DerivedStore, 'progressOf'>;
  readonly statuses: ProjectionStatusQueries;
  readonly traces: PipelineTraces;
  readonly feed: Feed;
  readonly history: FeedHistory;
  readonly changes: ChangeHub;
  readonly stores: StoreProbes;
  readonly admission: Admission;
  /** Set where anybody may have a token without a password. */
  readonly devTokens: DevTokens | undefined;
  readonly lastUses: LastUses;
  readonly setAside: SetAsideWork;
  readonly rebuilds: RebuildDesk;
  readonly jobs: JobDesk;
  readonly quarantine: QuarantineDesk;
  /** Set in development. */
  readonly switches: SwitchDesk | undefined;
  readonly telemetry: Omit<Telemetry, 'close'>;
}

/** What the server is told about itself. */
export interface ServerOptions {
  /** Where others reach it, without a slash at the end. */
  readonly publicUrl: string;
  readonly rateLimitPerSecond: number;
  readonly consistencySloMs: number;
  readonly metricsToken?: string;
  readonly log: FastifyBaseLogger;
}

/** The api as a Fastify instance with all its routes; it does not listen yet. */
export async function createServer(ports: ServerPorts, options: ServerOptions): Promise<FastifyInstance> {
  const { publicUrl, log } = options;
  const requests = new RequestTelemetry(ports.telemetry);
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    genReqId: (raw) => requests.begin(raw),
    clientErrorHandler: (error, socket) => answerUnreadable(error, socket, publicUrl),
    // A URL that cannot be read never comes to a route or a hook, but without a token it is a 401 all the same.
    frameworkErrors: (error, request, reply) => {
      admit(request, ports.admission).then(
        () => sendProblem(error, request, reply, publicUrl),
        (refusal) => sendProblem(refusal, request, reply, publicUrl),
      );
    },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(zodValidator);
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  acceptJsonOnly(app);
  answerErrors(app, publicUrl);
  new KnownRoutes(app);
  ruleScopes(app);
  requests.follow(app);
  const guard = helmet(HEADERS);
  app.addHook('onRequest', (request, reply, done) => guard(request.raw, reply.raw, () => done()));
  authenticate(app, ports.admission, await limitRate(app, options.rateLimitPerSecond));
  app.addHook('onResponse', async (request, reply) => {
    const { method, url } = request;
    const path = isWrite(method) ? { path: 'write-path' } : {};
    request.log.debug(
      { method, url, status: reply.statusCode, ms: Math.round(reply.elapsedTime), ...path },
      'answered',
    );
  });
  closeConnectionsAtEnd(app);
  await describeRoutes(app, publicUrl);
  await addRoutes(app, ports, options);
  return app;
}

async function addRoutes(
  app: FastifyInstance,
  ports: ServerPorts,
  { consistencySloMs, publicUrl, metricsToken }: ServerOptions,
): Promise<void> {
  const {
    mediator,
    eventStore,
    states,
    documents,
    statuses,
    feed,
    changes,
    stores,
    setAside,
    rebuilds,
    jobs,
    quarantine,
  } = ports;
  const commands = new CommandSender(mediator, changes);
  const reader = new AggregateReader(documents, eventStore, statuses, changes);
  const consistency = new ConsistencyReader(eventStore, statuses, consistencySloMs);
  const streams = new OpenStreams(app);
  const histories = new HistoryReader(eventStore);
  await app.register(historyRoutes, { histories });
  await app.register(toolGroupRoutes, { commands });
  await app.register(toolGroupMemberRoutes, { commands });
  const memberships = new MembershipReader(ports);
  await app.register(toolGroupReadRoutes, { documents, reader, changes, memberships, histories });
  await app.register(resolutionRoutes, {
    documents,
    scan: ports.scan,
    reader,
    memberships,
    previews: new PreviewDesk(ports.scan),
  });
  await app.register(taskRoutes, { commands });
  await app.register(taskReadRoutes, { documents, reader, changes, histories });
  await app.register(sourceRoutes, { commands });
  await app.register(sourceReadRoutes, { documents, reader, changes, histories });
  await app.register(toolRoutes, { commands });
  await app.register(toolReadRoutes, { documents, reader, changes });
  await app.register(labelRoutes, { commands });
  await app.register(labelReadRoutes, { documents, reader, changes, histories });
  await app.register(viewRoutes, { commands });
  await app.register(viewReadRoutes, { reader: new ViewReader(states) });
  await app.register(preferenceRoutes, { commands, states });
  const tokenReader = new TokenReader(states, ports.lastUses);
  await app.register(serviceTokenRoutes, { commands, reader: tokenReader });
  await app.register(auditRoutes, { history: ports.history });
  await app.register(consistencyRoutes, {
    consistency,
    traces: new TraceReader(eventStore, ports.traces, feed),
  });
  await app.register(setAsideRoutes, { setAside });
  await app.register(jobRoutes, { jobs });
  await app.register(projectionRoutes, { rebuilds });
  await app.register(quarantineRoutes, { quarantine });
  await app.register(changeRoutes, { changes, streams });
  await app.register(feedRoutes, { feed, changes, streams });
  await app.register(schemaRoutes, { publicUrl });
  await app.register(sessionRoutes, { devTokens: ports.devTokens });
  await app.register(workerSwitchRoutes, { switches: ports.switches });
  await app.register(probeRoutes, { stores, changes });
  showPipeline(ports.telemetry.meter, { changes, liveSubscribers: () => streams.count });
  await app.register(metricsRoute, { scrape: () => ports.telemetry.scrape(), metricsToken });
  await app.register(problemPages);
  await app.register(referencePage);
  openApiRoute(app);
}

/** Connections that are idle when the server closes, or become so, would keep it open for as long as their clients like; so would those that stall. */
function closeConnectionsAtEnd(app: FastifyInstance): void {
  app.addHook('preClose', (done) => {
    const sweep = setInterval(() => app.server.closeIdleConnections(), IDLE_SWEEP_MS);
    const cut = setTimeout(() => app.server.closeAllConnections(), LAST_ANSWERS_MS);
    const stop = () => {
      clearInterval(sweep);
      clearTimeout(cut);
    };
    app.server.once('close', stop);
    // A server that never listened never closes either.
    if (!app.server.listening) stop();
    done();
  });
}

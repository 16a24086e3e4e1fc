import { resolve } from 'node:path';
import { z } from 'zod';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
const TEN_YEARS_MS = 315_360_000_000;
const HOUR_MS = 3_600_000;

function wholeNumber(what: string, least: number, most: number) {
  const words = `must be a whole number ${what}from ${least} to ${most}`;
  return z.coerce.number(words).int(words).min(least, words).max(most, words);
}

const port = wholeNumber('', 0, 65_535);
const milliseconds = (least: number, most: number) => wholeNumber('of milliseconds ', least, most);

/** What stands before the @ of an address is percent-encoded. */
function hasReadableUser(address: string): boolean {
  if (!URL.canParse(address)) return true;
  const { username, password } = new URL(address);
  try {
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
}

const CONSUMER_STRATEGIES = ['Pinned', 'RoundRobin', 'DispatchToSingle'] as const;

const environment = z
  .object({
    HOST: z.string().default('127.0.0.1'),
    RECONCILIATOR_PORT: port.default(0),
    KURRENTDB_URL: z
      .string('must be given')
      .regex(/^(kurrentdb|kdb|esdb)(\+discover)?:\/\/./, 'must begin with kurrentdb://'),
    MONGODB_URL: z.string('must be given').regex(/^mongodb(\+srv)?:\/\/./, 'must begin with mongodb://'),
    API_URL: z.url('must be an address such as http://127.0.0.1:4000').default('http://127.0.0.1:4000'),
    CLOUD_EVENT_SOURCE: z.string().default('https://tools-provider.io'),
    DATA_DIR: z.string().default('.data'),
    DEPLOYMENT: z
      .enum(['development', 'production'], 'must be development or production')
      .default('development'),
    RECONCILIATOR_ORDERING: z
      .enum(['per-stream', 'none'], 'must be per-stream or none')
      .default('per-stream'),
    RECONCILIATOR_CONSUMER_STRATEGY: z
      .enum(CONSUMER_STRATEGIES, 'must be Pinned, RoundRobin or DispatchToSingle')
      .default('Pinned'),
    LOG_LEVEL: z
      .enum(LOG_LEVELS, `must be ${LOG_LEVELS.slice(0, -1).join(', ')} or ${LOG_LEVELS.at(-1)}`)
      .default('info'),
    K_SINK: z
      .url({ protocol: /^https?$/, error: 'must be an address such as https://receiver.example/events' })
      .refine(hasReadableUser, 'has a user or a password that is not percent-encoded')
      .optional(),
    APPROVAL_TIMEOUT_MS: milliseconds(1, TEN_YEARS_MS).default(604_800_000),
    LEASE_TTL_MS: milliseconds(100, 600_000).default(3_000),
    RELEASE: z.string().default('unreleased'),
    AUDIT_INTERVAL_MS: milliseconds(100, HOUR_MS).default(5_000),
    AUDIT_GRACE_MS: milliseconds(100, HOUR_MS).default(10_000),
    METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
    OTEL_EXPORTER_OTLP_ENDPOINT: z
      .url({ protocol: /^https?$/, error: 'must be an address such as http://127.0.0.1:4318' })
      .optional(),
    RECONCILIATOR_CRASH_AT: z
      .string()
      .regex(/^[a-z-]+:\d+$/, 'must be a point of the pipeline and a count, as in before-commit:3')
      .optional(),
  })
  .superRefine((env, context) => {
    const refuse = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: [name], message });
    if (env.DEPLOYMENT !== 'production') return;
    if (env.RECONCILIATOR_ORDERING === 'none')
      refuse('RECONCILIATOR_ORDERING', 'none is refused with DEPLOYMENT=production');
    if (env.RECONCILIATOR_CRASH_AT !== undefined)
      refuse('RECONCILIATOR_CRASH_AT', 'is refused with DEPLOYMENT=production');
  });

/** The worker's settings, checked. */
export type ReconciliatorConfig = Readonly<ReturnType<typeof readConfig>>;

/** Reads the environment. Throws one sentence that names each variable that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv) {
  // An empty variable is what compose files and shells make of one that is not set.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    throw new Error(`The reconciliator cannot start with these settings: ${wrong.join('; ')}.`);
  }
  const values = parsed.data;
  return Object.freeze({
    host: values.HOST,
    port: values.RECONCILIATOR_PORT,
    kurrentDbUrl: values.KURRENTDB_URL,
    mongoDbUrl: values.MONGODB_URL,
    apiUrl: values.API_URL,
    cloudEventSource: values.CLOUD_EVENT_SOURCE,
    dataDir: resolve(values.DATA_DIR),
    ordering: values.RECONCILIATOR_ORDERING,
    consumerStrategy: values.RECONCILIATOR_CONSUMER_STRATEGY,
    approvalTimeoutMs: values.APPROVAL_TIMEOUT_MS,
    leaseTtlMs: values.LEASE_TTL_MS,
    sinkUrl: values.K_SINK,
    release: values.RELEASE,
    auditIntervalMs: values.AUDIT_INTERVAL_MS,
    auditGraceMs: values.AUDIT_GRACE_MS,
    logLevel: values.LOG_LEVEL,
    metricsToken: values.METRICS_TOKEN,
    otlpEndpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT,
    crashAt: values.RECONCILIATOR_CRASH_AT,
    /** Whether development may pause, slow and poison it. */
    hasSwitches: values.DEPLOYMENT === 'development',
  });
}

/** Where a command finds the system: the stores, when both are named, and else the api. */
export interface CommandConfig {
  readonly areStoresNamed: boolean;
  /** Without a slash at the end. */
  readonly apiUrl: string;
  readonly token: string | undefined;
}

/** Reads the environment of a command. Throws one sentence when `API_URL` is no address. */
export function readCommandConfig(env: NodeJS.ProcessEnv): CommandConfig {
  const given = (name: string) => (env[name] === '' ? undefined : env[name]);
  const apiUrl = given('API_URL') ?? `http://${given('HOST') ?? '127.0.0.1'}:${given('API_PORT') ?? '4000'}`;
  if (!URL.canParse(apiUrl)) throw new Error('API_URL must be an address such as http://127.0.0.1:4000');
  return {
    areStoresNamed: given('KURRENTDB_URL') !== undefined && given('MONGODB_URL') !== undefined,
    apiUrl: apiUrl.replace(/\/+$/, ''),
    token: given('TOKEN'),
  };
}

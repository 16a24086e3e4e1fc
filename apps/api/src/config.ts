import { resolve } from 'node:path';
import { z } from 'zod';
import { type OidcConfig, oidcConfigOf, oidcVariables } from './oidc-config.ts';

function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER) {
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
  const words = `must be a whole number ${range}`;
  return z.coerce.number(words).int(words).min(least, words).max(most, words);
}

function oneOf<const Word extends string>(words: readonly Word[]) {
  return z.enum(words, `must be ${words.slice(0, -1).join(', ')} or ${words.at(-1)}`);
}

const port = wholeNumber(0, 65_535);

const SECRETS = new Set(['METRICS_TOKEN']);

const environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  API_PORT: port.default(4000),
  API_URL: z.url('must be an address such as http://127.0.0.1:4000').optional(),
  KURRENTDB_URL: z.string().regex(/^(kurrentdb|kdb|esdb)(\+discover)?:\/\/./, 'must begin with kurrentdb://'),
  MONGODB_URL: z.string().regex(/^mongodb(\+srv)?:\/\/./, 'must begin with mongodb://'),
  DATA_DIR: z.string().min(1).default('.data'),
  AUTH_MODE: oneOf(['dev', 'oidc']).default('dev'),
  ...oidcVariables,
  DEPLOYMENT: oneOf(['development', 'production']).default('development'),
  SOURCES_ALLOW_PRIVATE: oneOf(['true', 'false']).default('false'),
  RATE_LIMIT_PER_SECOND: wholeNumber(1).default(5_000),
  CONSISTENCY_SLO_MS: wholeNumber(1).default(2_000),
  API_CRASH_AT: z
    .string()
    .regex(/^[a-z-]+:[1-9]\d*$/, 'must be a step of a command and a count, as in after-append:3')
    .optional(),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be an address such as http://127.0.0.1:4318' })
    .optional(),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
});

/** What the api has to know from outside. Times in milliseconds; `dataDir` is absolute. */
export interface ApiConfig {
  readonly host: string;
  readonly port: number;
  /** Where others reach this api; the beginning of the URLs it gives out. Ends without a slash. */
  readonly publicUrl: string;
  readonly kurrentDbUrl: string;
  readonly mongoDbUrl: string;
  readonly dataDir: string;
  /** Who signs people in; without one anybody may be whom they like, on this machine only. */
  readonly oidc?: OidcConfig;
  /** Whether the workers may be paused, slowed and poisoned: in development only. */
  readonly hasSwitches: boolean;
  /** Where sources may be read from beside public addresses. */
  readonly sources: { readonly allowLoopback: boolean; readonly allowPrivate: boolean };
  readonly rateLimitPerSecond: number;
  readonly consistencySloMs: number;
  readonly logLevel: string;
  /** What those who read the metrics from another machine must send. */
  readonly metricsToken?: string;
  /** The collector that spans and metrics go to (OTLP over HTTP). */
  readonly otlpEndpoint?: string;
  /** For tests: where the process ends itself, such as `after-append:3`. */
  readonly crashAt?: string;
}

/** The environment says something the api cannot start with. The message is one sentence that names the variable and what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads and checks the environment. Throws {@link ConfigError}. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ApiConfig {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environment.safeParse(given);
  if (!parsed.success) throw new ConfigError(sentenceOf(parsed.error, given));
  const values = parsed.data;
  const oidc = signInOf(values);
  return Object.freeze({
    host: values.HOST,
    port: values.API_PORT,
    publicUrl: (values.API_URL ?? `http://${bracketed(values.HOST)}:${values.API_PORT}`).replace(/\/+$/, ''),
    kurrentDbUrl: values.KURRENTDB_URL,
    mongoDbUrl: values.MONGODB_URL,
    dataDir: resolve(given.INIT_CWD ?? process.cwd(), values.DATA_DIR),
    hasSwitches: values.DEPLOYMENT === 'development',
    sources: {
      allowLoopback: values.DEPLOYMENT === 'development',
      allowPrivate: values.SOURCES_ALLOW_PRIVATE === 'true',
    },
    rateLimitPerSecond: values.RATE_LIMIT_PER_SECOND,
    consistencySloMs: values.CONSISTENCY_SLO_MS,
    logLevel: values.LOG_LEVEL,
    ...(oidc === undefined ? {} : { oidc }),
    ...(values.METRICS_TOKEN === undefined ? {} : { metricsToken: values.METRICS_TOKEN }),
    ...(values.OTEL_EXPORTER_OTLP_ENDPOINT === undefined
      ? {}
      : { otlpEndpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT }),
    ...(values.API_CRASH_AT === undefined ? {} : { crashAt: values.API_CRASH_AT }),
  });
}

function signInOf(values: z.infer<typeof environment>): OidcConfig | undefined {
  const { AUTH_MODE, DEPLOYMENT, HOST } = values;
  if (AUTH_MODE === 'oidc') {
    const oidc = oidcConfigOf(values);
    if (typeof oidc !== 'string') return oidc;
    throw new ConfigError(`AUTH_MODE=oidc needs ${oidc}, which is not set; see docs/access.md.`);
  }
  if (DEPLOYMENT === 'production') {
    throw new ConfigError(
      'AUTH_MODE=dev signs anybody in without a password, so it is refused with DEPLOYMENT=production; leave DEPLOYMENT out, or set AUTH_MODE=oidc.',
    );
  }
  if (!isLoopback(HOST)) {
    throw new ConfigError(
      `AUTH_MODE=dev signs anybody in without a password, so HOST must be a loopback address such as 127.0.0.1, not ${HOST}.`,
    );
  }
  return undefined;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function sentenceOf(error: z.ZodError, given: Readonly<Record<string, string | undefined>>): string {
  const issue = error.issues[0];
  const variable = String(issue?.path[0]);
  if (given[variable] === undefined) return `${variable} is not set; give the address of the server.`;
  // What it is instead may be somebody's secret, and this goes into a log.
  if (SECRETS.has(variable)) return `${variable} ${issue?.message}: correct it or leave it out.`;
  return `${variable} ${issue?.message}, and is ${JSON.stringify(given[variable])}: correct it or leave it out.`;
}

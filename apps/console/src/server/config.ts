import { z } from 'zod';

const LOOPBACK_HOSTS = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

const environment = z.object({
  API_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as http://127.0.0.1:4000' })
    .optional(),
  API_PORT: z.coerce
    .number('must be a port number')
    .int('must be a port number')
    .min(1, 'must be a port number')
    .max(65535, 'must be a port number')
    .default(4000),
  HOST: z.string().min(1, 'must not be empty').default('127.0.0.1'),
  AUTH_MODE: z.string().default('dev'),
  DEPLOYMENT: z.string().default('development'),
});

/** What the console's server runs with. `apiUrl` has no trailing slash. */
export interface ConsoleConfig {
  readonly apiUrl: string;
  readonly isProduction: boolean;
}

/** A setting that the console cannot start with; the message is one plain sentence that names the variable. */
export class ConfigurationError extends Error {
  readonly kind = 'invalid';
  override readonly name = 'ConfigurationError';
}

/** Reads the console's settings from the environment. Throws a {@link ConfigurationError}. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ConsoleConfig {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0]);
    throw new ConfigurationError(`${name} is ${JSON.stringify(given[name])}: it ${issue?.message}.`);
  }
  const { API_URL, API_PORT, HOST, AUTH_MODE, DEPLOYMENT } = parsed.data;
  const isProduction = DEPLOYMENT === 'production';
  refuseUnservedSignIn(AUTH_MODE, HOST, isProduction);
  return Object.freeze({
    apiUrl: (API_URL ?? `http://127.0.0.1:${API_PORT}`).replace(/\/+$/, ''),
    isProduction,
  });
}

function refuseUnservedSignIn(mode: string, host: string, isProduction: boolean): void {
  if (mode === 'oidc') {
    throw new ConfigurationError(
      'AUTH_MODE is "oidc", which is not served yet: leave it out or set it to dev.',
    );
  }
  if (mode !== 'dev') throw new ConfigurationError(`AUTH_MODE is ${JSON.stringify(mode)}: it must be dev.`);
  if (isProduction) {
    throw new ConfigurationError(
      'AUTH_MODE is dev, which has no passwords and is refused with DEPLOYMENT=production: unset DEPLOYMENT to try the system.',
    );
  }
  if (!LOOPBACK_HOSTS.has(host)) {
    throw new ConfigurationError(
      `HOST is ${JSON.stringify(host)}, but AUTH_MODE dev is served on loopback only: set HOST to 127.0.0.1.`,
    );
  }
}

let current: ConsoleConfig | undefined;

/** The settings of this process, read once. */
export function config(): ConsoleConfig {
  current ??= readConfig(process.env);
  return current;
}

/** Whether Next's development server runs; React then needs `eval`. */
export function isDevelopmentServer(): boolean {
  return process.env.NODE_ENV === 'development';
}

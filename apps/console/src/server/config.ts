import { z } from 'zod';
import { type OidcConfig, oidcConfigOf, oidcVariables } from './oidc/oidc-config.ts';

const SECRETS = new Set(['OIDC_CLIENT_SECRET']);
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
  CONSOLE_PORT: z.coerce.number('must be a port number').int('must be a port number').default(3000),
  HOST: z.string().min(1, 'must not be empty').default('127.0.0.1'),
  AUTH_MODE: z.enum(['dev', 'oidc'], 'must be dev or oidc').default('dev'),
  ...oidcVariables,
  DEPLOYMENT: z.string().default('development'),
});

/** What the console's server runs with. `apiUrl` has no trailing slash. */
export interface ConsoleConfig {
  readonly apiUrl: string;
  readonly isProduction: boolean;
  /** Who signs people in; without one anybody may be whom they like, on this machine only. */
  readonly oidc?: OidcConfig;
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
    const value = SECRETS.has(name) ? 'not usable' : JSON.stringify(given[name]);
    throw new ConfigurationError(`${name} is ${value}: it ${issue?.message}.`);
  }
  const { API_URL, API_PORT, DEPLOYMENT } = parsed.data;
  const oidc = signInOf(parsed.data);
  return Object.freeze({
    apiUrl: (API_URL ?? `http://127.0.0.1:${API_PORT}`).replace(/\/+$/, ''),
    isProduction: DEPLOYMENT === 'production',
    ...(oidc === undefined ? {} : { oidc: Object.freeze(oidc) }),
  });
}

function signInOf(values: z.infer<typeof environment>): OidcConfig | undefined {
  const { AUTH_MODE, HOST, CONSOLE_PORT, DEPLOYMENT } = values;
  if (AUTH_MODE === 'oidc') {
    const host = HOST.includes(':') && !HOST.startsWith('[') ? `[${HOST}]` : HOST;
    const oidc = oidcConfigOf(
      values,
      LOOPBACK_HOSTS.has(HOST) ? `http://${host}:${CONSOLE_PORT}` : undefined,
    );
    if (typeof oidc !== 'string') return oidc;
    throw new ConfigurationError(`AUTH_MODE is oidc, which needs ${oidc}: set it as docs/access.md says.`);
  }
  if (DEPLOYMENT === 'production') {
    throw new ConfigurationError(
      'AUTH_MODE is dev, which has no passwords and is refused with DEPLOYMENT=production: set AUTH_MODE to oidc, or unset DEPLOYMENT to try the system.',
    );
  }
  if (!LOOPBACK_HOSTS.has(HOST)) {
    throw new ConfigurationError(
      `HOST is ${JSON.stringify(HOST)}, but AUTH_MODE dev is served on loopback only: set HOST to 127.0.0.1.`,
    );
  }
  return undefined;
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

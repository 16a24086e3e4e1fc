import { z } from 'zod';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What the console has to know to sign people in at an OpenID issuer. */
export interface OidcConfig {
  /** Exactly as the issuer calls itself. */
  readonly issuer: string;
  /** What the issuer is called on the sign-in page. */
  readonly name: string;
  readonly clientId: string;
  /** A client without one is public, and proves itself by PKCE alone. */
  readonly clientSecret?: string;
  readonly scopes: string;
  /** The origin under which browsers reach the console. */
  readonly consoleUrl: string;
  /** Where the key of the sign-in cookie is kept. */
  readonly dataDir: string;
}

const address = (example: string) =>
  z
    .url({ protocol: /^https?$/, error: `must be an address such as ${example}` })
    .refine(isSafeAddress, 'must begin with https://, unless it is on this machine');

/** The variables that {@link OidcConfig} is read from. */
export const oidcVariables = {
  OIDC_ISSUER: address('https://login.example/realms/tools').optional(),
  OIDC_NAME: z.string().min(1).optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_SCOPES: z
    .string()
    .refine((text) => text.split(/\s+/).includes('openid'), 'must have openid among its scopes')
    .default('openid profile'),
  CONSOLE_URL: address('https://tools.example')
    .refine(isOrigin, 'must be an origin, without a path, such as https://tools.example')
    .optional(),
  DATA_DIR: z.string().min(1).default('.data'),
};

const variables = z.object(oidcVariables);

/** The configuration, or the name of the variable that is missing. `ownUrl` is where the console serves on this machine, if it does. */
export function oidcConfigOf(
  values: z.infer<typeof variables>,
  ownUrl: string | undefined,
): OidcConfig | 'OIDC_ISSUER' | 'OIDC_CLIENT_ID' | 'CONSOLE_URL' {
  const consoleUrl = values.CONSOLE_URL ?? ownUrl;
  if (values.OIDC_ISSUER === undefined) return 'OIDC_ISSUER';
  if (values.OIDC_CLIENT_ID === undefined) return 'OIDC_CLIENT_ID';
  if (consoleUrl === undefined) return 'CONSOLE_URL';
  return {
    issuer: values.OIDC_ISSUER,
    name: values.OIDC_NAME ?? new URL(values.OIDC_ISSUER).host,
    clientId: values.OIDC_CLIENT_ID,
    scopes: values.OIDC_SCOPES,
    consoleUrl: new URL(consoleUrl).origin,
    dataDir: values.DATA_DIR,
    ...(values.OIDC_CLIENT_SECRET === undefined ? {} : { clientSecret: values.OIDC_CLIENT_SECRET }),
  };
}

/** Codes and cookies go there: whoever is on the way could take them. */
function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || LOOPBACK.has(hostname);
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { pathname, search, hash, username, password } = new URL(text);
  return pathname === '/' && `${search}${hash}${username}${password}` === '';
}

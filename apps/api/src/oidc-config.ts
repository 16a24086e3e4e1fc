import { type Role, role } from '@tools-provider/contracts';
import { z } from 'zod';

/** What only an issuer can have signed with: with a shared secret whoever checks a token could make one. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What the api has to know of its OpenID issuer. */
export interface OidcConfig {
  /** Exactly as the issuer calls itself. */
  readonly issuer: string;
  /** What access tokens for this api name as their audience. */
  readonly audience: string;
  /** Where in a token the roles stand, with dots between names. */
  readonly rolesClaim: string;
  /** What the issuer calls a role, where it does not call it what the api does. */
  readonly roleNames: Readonly<Record<string, Role>>;
  readonly algorithms: readonly string[];
  readonly clockSkewSeconds: number;
}

const list = (text: string) =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** The variables that {@link OidcConfig} is read from. */
export const oidcVariables = {
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://login.example/realms/tools' })
    .refine(isSafeAddress, 'must begin with https://, unless it is on this machine')
    .optional(),
  OIDC_AUDIENCE: z.string().min(1).optional(),
  OIDC_ROLES_CLAIM: z.string().min(1).default('roles'),
  OIDC_ROLE_MAP: z
    .string()
    .default('')
    .refine(
      (text) => list(text).every((pair) => role.safeParse(pair.slice(pair.lastIndexOf('=') + 1)).success),
      'must be pairs of an issuer’s name and viewer, operator or admin, as in tools-admin=admin,staff=viewer',
    ),
  OIDC_ALGORITHMS: z
    .string()
    .default('RS256,PS256,ES256,EdDSA')
    .refine(
      (text) => list(text).length > 0 && list(text).every((name) => ALGORITHMS.includes(name)),
      `must be some of ${ALGORITHMS.join(', ')}`,
    ),
  OIDC_CLOCK_SKEW_SECONDS: z.coerce
    .number('must be a whole number from 0 to 300')
    .int('must be a whole number from 0 to 300')
    .min(0, 'must be a whole number from 0 to 300')
    .max(300, 'must be a whole number from 0 to 300')
    .default(30),
};

const variables = z.object(oidcVariables);

/** The configuration, or the name of the variable that is missing. */
export function oidcConfigOf(
  values: z.infer<typeof variables>,
): OidcConfig | 'OIDC_ISSUER' | 'OIDC_AUDIENCE' {
  if (values.OIDC_ISSUER === undefined) return 'OIDC_ISSUER';
  if (values.OIDC_AUDIENCE === undefined) return 'OIDC_AUDIENCE';
  return {
    issuer: values.OIDC_ISSUER,
    audience: values.OIDC_AUDIENCE,
    rolesClaim: values.OIDC_ROLES_CLAIM,
    roleNames: Object.fromEntries(
      list(values.OIDC_ROLE_MAP).map((pair) => {
        const at = pair.lastIndexOf('=');
        return [pair.slice(0, at), role.parse(pair.slice(at + 1))];
      }),
    ),
    algorithms: list(values.OIDC_ALGORITHMS),
    clockSkewSeconds: values.OIDC_CLOCK_SKEW_SECONDS,
  };
}

/** Whoever is between the api and its issuer could give it keys of their own. */
function isSafeAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || LOOPBACK.has(hostname);
}

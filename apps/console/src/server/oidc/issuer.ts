import * as client from 'openid-client';
import type { OidcConfig } from './oidc-config.ts';
import { RefreshRefused, type Tokens } from './session-store.ts';
import type { SignInAttempt } from './sign-in-attempt.ts';

const TIMEOUT_SECONDS = 3;
/** For how long an issuer that could not be asked is left alone. */
const COOLDOWN_MS = 2_000;
/** How long before its end a token is replaced, unless half of its life is shorter. */
const REFRESH_AHEAD_MS = 30_000;

/** The OpenID issuer as the console uses it: authorization code with PKCE, refresh, and sign-out where it offers that. */
export class Issuer {
  readonly #config: OidcConfig;
  #found: Promise<client.Configuration> | undefined;

  constructor(config: OidcConfig) {
    this.#config = config;
  }

  /** Where the person goes to sign in, and what is to be remembered meanwhile. Rejects while the issuer is away. */
  async begin(next: string, isOtherPerson: boolean): Promise<{ url: URL; attempt: SignInAttempt }> {
    const issuer = await this.#issuer();
    const attempt = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
      next,
    };
    const url = client.buildAuthorizationUrl(issuer, {
      redirect_uri: this.#callbackUrl(),
      scope: this.#config.scopes,
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
      ...(isOtherPerson ? { prompt: 'login' } : {}),
    });
    return { url, attempt };
  }

  /** The tokens for what the issuer has sent the browser back with. */
  async finish(search: string, { state, nonce, verifier }: SignInAttempt): Promise<Tokens> {
    const answer = await client.authorizationCodeGrant(
      await this.#issuer(),
      new URL(this.#callbackUrl() + search),
      { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
    );
    return tokensOf(answer);
  }

  /** New tokens; those that the issuer does not send anew stay as they are. */
  async refresh(tokens: Tokens & { readonly refreshToken: string }): Promise<Tokens> {
    try {
      const answer = await client.refreshTokenGrant(await this.#issuer(), tokens.refreshToken);
      return { ...tokens, ...tokensOf(answer) };
    } catch (error) {
      const isRefused =
        error instanceof client.ResponseBodyError || error instanceof client.WWWAuthenticateChallengeError;
      if (isRefused && error.status < 500 && error.status !== 429) {
        throw new RefreshRefused(error.message, { cause: error });
      }
      throw error;
    }
  }

  /** Where the issuer ends its own session, on the way back to the sign-in page; undefined where it does not, or is away. */
  async signOutUrl(idToken: string | undefined): Promise<URL | undefined> {
    const issuer = await this.#issuer().catch(() => undefined);
    if (issuer?.serverMetadata().end_session_endpoint === undefined) return undefined;
    return client.buildEndSessionUrl(issuer, {
      post_logout_redirect_uri: `${this.#config.consoleUrl}/sign-in`,
      ...(idToken === undefined ? {} : { id_token_hint: idToken }),
    });
  }

  /** Makes tokens worthless that nobody needs any more, where the issuer offers it; never throws. */
  async revoke({ refreshToken }: Tokens): Promise<void> {
    const issuer = await this.#issuer().catch(() => undefined);
    if (refreshToken === undefined || issuer?.serverMetadata().revocation_endpoint === undefined) return;
    await client.tokenRevocation(issuer, refreshToken).catch(() => undefined);
  }

  /** The origin that a sign-out form may be led to; undefined when there is none, or the issuer is away. */
  async signOutOrigin(): Promise<string | undefined> {
    return (await this.signOutUrl(undefined))?.origin;
  }

  #callbackUrl(): string {
    return `${this.#config.consoleUrl}/session/callback`;
  }

  #issuer(): Promise<client.Configuration> {
    if (this.#found !== undefined) return this.#found;
    const found = this.#discover();
    this.#found = found;
    found.catch(() => setTimeout(() => (this.#found = undefined), COOLDOWN_MS).unref());
    return found;
  }

  #discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.#config;
    const address = new URL(issuer);
    return client.discovery(
      address,
      clientId,
      undefined,
      clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret),
      {
        timeout: TIMEOUT_SECONDS,
        // The configuration takes an http issuer on this machine only.
        execute: [
          client.enableNonRepudiationChecks,
          ...(address.protocol === 'http:' ? [client.allowInsecureRequests] : []),
        ],
      },
    );
  }
}

function tokensOf(
  answer: Awaited<ReturnType<typeof client.authorizationCodeGrant | typeof client.refreshTokenGrant>>,
): Tokens {
  const now = Date.now();
  const lifetimeMs = (answer.expires_in ?? Number.POSITIVE_INFINITY) * 1000;
  return {
    accessToken: answer.access_token,
    expiresAt: now + lifetimeMs,
    refreshAt: now + lifetimeMs - Math.min(REFRESH_AHEAD_MS, lifetimeMs / 2),
    ...(answer.refresh_token === undefined ? {} : { refreshToken: answer.refresh_token }),
    ...(answer.id_token === undefined ? {} : { idToken: answer.id_token }),
  };
}

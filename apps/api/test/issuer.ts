import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { Provider } from 'oidc-provider';

const AUDIENCE = 'tools-provider';
const CLIENT = { client_id: 'ci-client', client_secret: 'a-secret-for-the-tests' };

/** A real OpenID issuer on a port of this machine, whose keys the tests have as well. */
export class Issuer {
  readonly audience = AUDIENCE;
  /** What tokens say of roles from now on. */
  roles: readonly string[] = ['tools-admin'];
  #server: Server | undefined;
  #port = 0;
  #key:
    | { readonly kid: string; readonly privateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'] }
    | undefined;

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Starts it with a new key, the second time at the same address. */
  async start(): Promise<this> {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    const kid = `key-${Date.now()}`;
    this.#key = { kid, privateKey };
    this.#server = createServer().listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
    const provider = new Provider(this.url, {
      jwks: { keys: [{ ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' }] },
      clients: [{ ...CLIENT, grant_types: ['client_credentials'], redirect_uris: [], response_types: [] }],
      features: {
        devInteractions: { enabled: false },
        clientCredentials: { enabled: true },
        resourceIndicators: {
          enabled: true,
          defaultResource: () => 'urn:tools-provider',
          getResourceServerInfo: () => ({
            scope: '',
            audience: AUDIENCE,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'RS256' } },
          }),
        },
      },
      extraTokenClaims: () => ({ realm_access: { roles: this.roles } }),
    });
    this.#server.on('request', provider.callback());
    return this;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    this.#server?.close();
    if (this.#server?.listening) await once(this.#server, 'close');
  }

  /** An access token as the issuer gives it out. */
  async grant(): Promise<string> {
    const answer = await fetch(`${this.url}/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${btoa(`${CLIENT.client_id}:${CLIENT.client_secret}`)}`,
      },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    const { access_token } = (await answer.json()) as { access_token?: string };
    if (access_token === undefined) throw new Error(`The issuer gave no token: ${answer.status}`);
    return access_token;
  }

  /** A token that the issuer's own key signs, with claims that it would not give out. */
  async forge(
    claims: Readonly<Record<string, unknown>> = {},
    header: { readonly typ?: string } = {},
  ): Promise<string> {
    if (this.#key === undefined) throw new Error('The issuer was not started');
    const { kid, privateKey } = this.#key;
    const now = Math.floor(Date.now() / 1_000);
    const usual = { iss: this.url, aud: AUDIENCE, sub: 'olga', iat: now, exp: now + 60 };
    return new SignJWT({ ...usual, realm_access: { roles: ['operator'] }, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid, ...header })
      .sign(privateKey);
  }
}

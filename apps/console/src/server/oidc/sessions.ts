import { config } from '../config.ts';
import { openStreams } from '../open-streams.ts';
import { Issuer } from './issuer.ts';
import { SessionStore } from './session-store.ts';

interface OpenId {
  readonly issuer: Issuer;
  readonly sessions: SessionStore;
}

// On globalThis, since Next bundles each route with modules of its own.
const shared = globalThis as typeof globalThis & { toolsProviderOpenId?: OpenId };

/** The issuer and the sessions of this process, with AUTH_MODE=oidc; undefined without. What ends a session ends its live streams. */
export function openId(): OpenId | undefined {
  const { oidc } = config();
  if (oidc === undefined) return undefined;
  if (shared.toolsProviderOpenId === undefined) {
    const issuer = new Issuer(oidc);
    const sessions = new SessionStore({
      refresh: (tokens) => issuer.refresh(tokens),
      discard: (tokens) => issuer.revoke(tokens),
      onEnd: (id) => openStreams().end(id),
    });
    shared.toolsProviderOpenId = { issuer, sessions };
  }
  return shared.toolsProviderOpenId;
}

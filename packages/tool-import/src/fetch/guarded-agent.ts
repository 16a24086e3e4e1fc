import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { isIP } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { addressNotAllowed } from '../errors.ts';
import { type FetchPolicy, isAllowedAddress } from './fetch-policy.ts';

type LookupAnswer = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/**
 * Connections that go only where the policy allows. A name's addresses are checked as it is looked up for the connection, so a name that
 * points somewhere else a moment later leads nowhere else; and what a socket is connected to is looked at once more.
 */
export function guardedAgent(policy: FetchPolicy, connectTimeoutMs: number): Agent {
  const connect = buildConnector({
    timeout: connectTimeoutMs,
    lookup: (host: string, options: LookupOptions, answer: LookupAnswer) =>
      lookup(host, { ...options, all: true }, (error, addresses) => {
        const allowed = (addresses ?? []).filter(({ address }) => isAllowedAddress(address, policy));
        const first = allowed[0];
        if (error !== null) answer(error, []);
        else if (first === undefined) answer(addressNotAllowed(host), []);
        else if (options.all) answer(null, allowed);
        else answer(null, first.address, first.family);
      }),
  });
  return new Agent({
    connect: (options, connected) => {
      // What is an address already is not looked up.
      const host = options.hostname.replace(/^\[|\]$/g, '');
      if (isIP(host) !== 0 && !isAllowedAddress(host, policy))
        return connected(addressNotAllowed(options.hostname), null);
      return connect(options, (...[error, socket]) => {
        if (error !== null) return connected(error, null);
        if (isAllowedAddress(socket.remoteAddress ?? '', policy)) return connected(null, socket);
        socket.destroy();
        return connected(addressNotAllowed(options.hostname), null);
      });
    },
  });
}

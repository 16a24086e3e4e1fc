import type { KurrentDBClient } from '@kurrent/kurrentdb-client';

/** One client to hold on to, behind which there can be another. */
export interface RenewableClient {
  readonly client: KurrentDBClient;
  /** Uses a new client from now on. */
  renew(): void;
}

/**
 * A client that can be replaced without its users knowing. The client reads by way of a native bridge, and that never connects when its
 * first attempt has failed (version 1.3.1), whereas it comes back from any later failure: a client that has never reached the server is
 * of no use any more.
 */
export function renewableClient(connect: () => KurrentDBClient): RenewableClient {
  let current = connect();
  const client = new Proxy(current, {
    get: (_, name) => {
      const member: unknown = Reflect.get(current, name, current);
      return typeof member === 'function' ? member.bind(current) : member;
    },
  });
  return {
    client,
    renew: () => {
      current = connect();
    },
  };
}

/** The wire version of MongoDB 8.0, the first to write to several collections with one command. */
const OLDEST_WIRE_VERSION = 25;

/** Throws one sentence when a server that says this in its `hello` is too old: every transaction of the read path would fail on it. */
export function refuseOlderServer({ maxWireVersion }: { readonly maxWireVersion?: unknown }): void {
  if (Number(maxWireVersion) >= OLDEST_WIRE_VERSION) return;
  throw new Error(
    'The MongoDB at MONGODB_URL is older than 8.0, which is the oldest version that is supported',
  );
}

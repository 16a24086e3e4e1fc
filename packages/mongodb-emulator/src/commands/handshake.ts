import type { Doc } from '../bson/codec.ts';
import { isDocument } from '../bson/values.ts';
import type { Command, CommandContext } from './command.ts';
import { sessionText } from './session-id.ts';

/** The name of the replica set of one that this server says it is. */
export const SET_NAME = 'embedded';

/** The server version whose public behaviour is followed. */
const VERSION = '8.0.0';
const WIRE_VERSION = 25;

function hello({ connection, body }: CommandContext): Doc {
  const address = connection.localAddress;
  return {
    ...(body.helloOk === true && { helloOk: true }),
    isWritablePrimary: true,
    ismaster: true,
    secondary: false,
    setName: SET_NAME,
    setVersion: 1,
    hosts: [address],
    primary: address,
    me: address,
    maxBsonObjectSize: 16 * 1024 * 1024,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: connection.id,
    minWireVersion: 0,
    maxWireVersion: WIRE_VERSION,
    readOnly: false,
  };
}

function endSessions({ body, name, sessions }: CommandContext): Doc {
  const ids = body[name];
  for (const id of Array.isArray(ids) ? ids : []) if (isDocument(id)) sessions.endSession(sessionText(id));
  return {};
}

const HELLO_FIELDS = [
  'helloOk',
  'client',
  'compression',
  'loadBalanced',
  'hostInfo',
  'internalClient',
  'saslSupportedMechs',
  'speculativeAuthenticate',
  'topologyVersion',
  'maxAwaitTimeMS',
  'backpressure',
];

export const handshakeCommands: Record<string, Command> = {
  hello: { fields: HELLO_FIELDS, run: hello },
  isMaster: { fields: HELLO_FIELDS, run: hello },
  ismaster: { fields: HELLO_FIELDS, run: hello },
  ping: { fields: [], run: () => ({}) },
  buildInfo: {
    fields: [],
    run: () => ({
      version: VERSION,
      versionArray: VERSION.split('.').map(Number).concat(0),
      gitVersion: 'embedded',
      modules: [],
      maxBsonObjectSize: 16 * 1024 * 1024,
      storageEngines: ['sqlite'],
      bits: 64,
      debug: false,
    }),
  },
  endSessions: { fields: [], run: endSessions },
  refreshSessions: { fields: [], run: () => ({}) },
};

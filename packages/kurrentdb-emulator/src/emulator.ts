import { setTimeout as delay } from 'node:timers/promises';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { administerGroup, type GroupAdministration } from './persistent/group-administration.ts';
import { GroupRegistry } from './persistent/group-registry.ts';
import { Leadership } from './services/leadership.ts';
import { gossipService, serverFeaturesService } from './services/node-services.ts';
import { OpenCalls } from './services/open-calls.ts';
import { persistentSubscriptionsService } from './services/persistent-subscriptions-service.ts';
import { streamsService } from './services/streams-service.ts';
import { openStore } from './store/database.ts';
import { EventLog } from './store/event-log.ts';
import { headersAtOnce } from './wire/headers-at-once.ts';
import { services } from './wire/protocol.ts';

/** Where the emulator keeps its data and listens. */
export interface EmulatorOptions {
  /** Made if it does not exist; one process at a time may hold it. */
  readonly dataFolder: string;
  /** 127.0.0.1 unless given. */
  readonly host?: string;
  /** 0, the default, takes a free port. */
  readonly port?: number;
}

/** A running emulator. */
export interface KurrentDbEmulator {
  /** The connection string for the official clients. */
  readonly url: string;
  readonly port: number;
  /**
   * For tests: lives through a change of leaders. Consumers of persistent subscriptions are dropped, and the next so many calls (reads, appends,
   * all about persistent subscriptions) are answered as by a node that is not the leader and names this one as it.
   */
  changeLeader(refusedCalls: number): void;
  /** For tests: what an operator or a mishap does to a persistent subscription, by its stream and its group's name. */
  administerGroup(stream: string, name: string): GroupAdministration;
  /** Writes what was accepted, ends all calls, and releases the port and the data folder. */
  close(): Promise<void>;
}

/** The port is taken; the message says what to do about it. */
export class PortInUseError extends Error {
  readonly code = 'port-in-use';
}

const maxMessageBytes = 32 * 1024 * 1024;
const shutDownMs = 1_000;

/**
 * Starts an embedded KurrentDB on a data folder. It serves the official clients over gRPC without TLS; an
 * append that was acknowledged is on disk, whatever happens to the process afterwards.
 */
export async function startKurrentDbEmulator(options: EmulatorOptions): Promise<KurrentDbEmulator> {
  const { dataFolder, host = '127.0.0.1', port: wantedPort = 0 } = options;
  const files = openStore(dataFolder);
  const log = new EventLog(files);
  const registry = new GroupRegistry(files.database, log);
  const openCalls = new OpenCalls();
  const server = new Server({
    interceptors: [headersAtOnce],
    // Statistics that nobody asks for, at some cost a call.
    'grpc.enable_channelz': 0,
    'grpc.max_receive_message_length': maxMessageBytes,
    'grpc.max_send_message_length': maxMessageBytes,
  });
  let port = wantedPort;
  const endPoint = () => ({ host, port });
  const leadership = new Leadership(endPoint);
  server.addService(services.serverFeatures, serverFeaturesService());
  server.addService(services.gossip, gossipService(endPoint));
  server.addService(services.streams, streamsService(log, leadership, openCalls));
  server.addService(
    services.persistentSubscriptions,
    persistentSubscriptionsService(registry, leadership, openCalls),
  );
  try {
    port = await listen(server, host, wantedPort);
  } catch (error) {
    files.close();
    throw error;
  }
  const close = async () => {
    registry.close();
    await log.commits.close();
    openCalls.endAll();
    await shutDown(server);
    files.close();
  };
  const changeLeader = (refusedCalls: number) => {
    leadership.refuse(refusedCalls);
    registry.dropConsumers();
  };
  return {
    url: `kurrentdb://${host}:${port}?tls=false`,
    port,
    changeLeader,
    administerGroup: (stream, name) => administerGroup(registry, { stream, name }),
    close,
  };
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(`${host}:${port}`, ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) return resolve(bound);
      const isTaken = /EADDRINUSE/.test(error.message);
      const taken = `Port ${port} on ${host} is in use: free it, or set KURRENTDB_EMULATOR_PORT to another one.`;
      reject(isTaken ? new PortInUseError(taken, { cause: error }) : error);
    });
  });
}

/** Lets the last answers out, and then waits for nobody. */
async function shutDown(server: Server): Promise<void> {
  const graceful = new Promise<void>((resolve) => {
    server.tryShutdown(() => resolve());
  });
  const patience = new AbortController();
  await Promise.race([
    graceful,
    delay(shutDownMs, undefined, { signal: patience.signal }).catch(() => undefined),
  ]);
  patience.abort();
  server.forceShutdown();
}

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server that can be made to lose its answers: requests arrive, and the connection breaks instead of answering. */
export interface SeveredConnection {
  readonly port: number;
  /** From now on the next `count` answers are lost, each with its connection. */
  loseAnswers(count: number): void;
  /** How many answers were lost. */
  readonly lost: number;
  close(): Promise<void>;
}

/** Listens on a free port and passes everything on to the server at `port`. */
export async function severedConnection(port: number): Promise<SeveredConnection> {
  const sockets = new Set<Socket>();
  let toLose = 0;
  let lost = 0;
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    let hasAsked = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (bytes) => {
      hasAsked ||= toLose > 0 && bytes.includes('happened.v1');
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      if (!hasAsked || toLose === 0) {
        client.write(bytes);
        return;
      }
      toLose -= 1;
      lost += 1;
      client.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    loseAnswers: (count) => {
      toLose = count;
    },
    get lost() {
      return lost;
    },
    close: async () => {
      if (!server.listening) return;
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

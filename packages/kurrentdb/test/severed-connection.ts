import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * A way to a server that can be made to lose its answers (requests arrive, and the connection breaks instead of answering), or to go silent
 * (connections stand and are made, and nothing arrives), as a server does that hangs.
 */
export interface SeveredConnection {
  readonly port: number;
  /** From now on the next `count` answers are lost, each with its connection. */
  loseAnswers(count: number): void;
  /** How many answers were lost. */
  readonly lost: number;
  /** From now on nothing arrives, neither here nor there. */
  fallSilent(): void;
  /** What was sent meanwhile arrives. */
  speakAgain(): void;
  /** The connections that there are fall silent, new ones do not. Answers how to end them, as a server does that notices it, too. */
  forgetConnections(): () => void;
  close(): Promise<void>;
}

/** Listens on a free port and passes everything on to the server at `port`. */
export async function severedConnection(port: number): Promise<SeveredConnection> {
  const sockets = new Set<Socket>();
  let toLose = 0;
  let lost = 0;
  let isSilent = false;
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    let hasAsked = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      if (isSilent) socket.pause();
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
    fallSilent: () => {
      isSilent = true;
      for (const socket of sockets) socket.pause();
    },
    speakAgain: () => {
      isSilent = false;
      for (const socket of sockets) socket.resume();
    },
    forgetConnections: () => {
      const forgotten = [...sockets];
      for (const socket of forgotten) socket.pause();
      return () => {
        for (const socket of forgotten) socket.destroy();
      };
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

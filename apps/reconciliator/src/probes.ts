import { createServer, type Server } from 'node:http';

/** What the probes ask. */
export interface ProbeSources {
  readonly isConnected: () => boolean;
  /** Rejects while a store is away. */
  readonly checkStores: () => Promise<void>;
}

/** `GET /healthz`: the process lives. `GET /readyz`: 200 while it projects, 503 with the reason while it cannot. */
export function createProbes({ isConnected, checkStores }: ProbeSources): Server {
  return createServer(async (request, response) => {
    const answer = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (request.url === '/healthz') return answer(200, { status: 'ok' });
    if (request.url !== '/readyz') return answer(404, { status: 'not-found' });
    try {
      await checkStores();
      if (!isConnected())
        return answer(503, { status: 'unavailable', reason: 'The subscription is not open' });
      return answer(200, { status: 'ok' });
    } catch (error) {
      return answer(503, {
        status: 'unavailable',
        reason: error instanceof Error ? error.message : String(error),
      });
    }
  });
}

/** Listens and answers the port it got. A port that is taken is one plain sentence. */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      reject(
        isTaken ? new Error(`Port ${port} is in use; set RECONCILIATOR_PORT to another, or to 0`) : error,
      );
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

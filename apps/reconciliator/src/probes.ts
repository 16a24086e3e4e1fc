import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { mayScrape } from '@tools-provider/telemetry';
import type { WorkerReadiness } from './readiness.ts';

/** What the probes ask. */
export interface ProbeSources {
  readonly readiness: () => Promise<WorkerReadiness>;
  /** All metrics in Prometheus' text format. */
  readonly scrape: () => Promise<string>;
  /** What those who read the metrics from another machine must send. */
  readonly metricsToken: string | undefined;
}

/**
 * `GET /healthz`: the process lives. `GET /readyz`: 200 while it projects, 503 while it cannot, with all reasons. `GET /metrics`: for
 * this machine, or with the token.
 */
export function createProbes(sources: ProbeSources): Server {
  return createServer((request, response) => {
    answerProbe(sources, request, response).catch((error: unknown) => {
      const detail = error instanceof Error ? error.message : String(error);
      send(response, 500, 'application/problem+json', { status: 500, code: 'defect', detail });
    });
  });
}

async function answerProbe(
  { readiness, scrape, metricsToken }: ProbeSources,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  switch (request.url) {
    case '/healthz':
      return send(response, 200, 'application/json', { status: 'ok' });
    case '/readyz': {
      const answer = await readiness();
      return send(response, answer.status === 'unavailable' ? 503 : 200, 'application/json', answer);
    }
    case '/metrics': {
      const { remoteAddress } = request.socket;
      if (mayScrape({ remoteAddress, headers: request.headers }, metricsToken))
        return send(response, 200, 'text/plain; version=0.0.4; charset=utf-8', await scrape());
      return send(response, 403, 'application/problem+json', METRICS_FORBIDDEN);
    }
    default:
      return send(response, 404, 'application/json', { status: 'not-found' });
  }
}

const METRICS_FORBIDDEN = {
  title: 'You may not do this',
  status: 403,
  code: 'metrics-forbidden',
  detail: 'Metrics are for this machine, or for those who send METRICS_TOKEN as a bearer token',
};

function send(response: ServerResponse, status: number, type: string, body: object | string): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
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

import { CodedError } from '@tools-provider/mediator';
import { mayScrape } from '@tools-provider/telemetry';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { problemAnswer } from './problem-answer.ts';

/** What the route serves, and to whom beyond this machine. */
export interface MetricsOptions {
  /** All metrics in Prometheus' text format. */
  readonly scrape: () => Promise<string>;
  readonly metricsToken: string | undefined;
}

/** The metrics, for Prometheus. */
export const metricsRoute: FastifyPluginCallbackZod<MetricsOptions> = (
  app,
  { scrape, metricsToken },
  done,
) => {
  app.get(
    '/metrics',
    {
      config: { access: 'open', isProbe: true },
      schema: {
        tags: ['operations'],
        summary: "Metrics in Prometheus' text format",
        description: 'For callers on the same machine, or with METRICS_TOKEN as the bearer token.',
        response: {
          200: { description: 'Metrics', content: { 'text/plain': { schema: z.string() } } },
          403: problemAnswer(
            'The caller is on another machine, or behind a proxy, and sends no METRICS_TOKEN',
          ),
        },
      },
    },
    async (request, reply) => {
      const { remoteAddress } = request.socket;
      if (!mayScrape({ remoteAddress, headers: request.headers }, metricsToken)) {
        throw new CodedError(
          'forbidden',
          'metrics-forbidden',
          'Metrics are for this machine, or for those who send METRICS_TOKEN as a bearer token',
        );
      }
      return reply
        .type('text/plain; version=0.0.4; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(await scrape());
    },
  );
  done();
};

import { untilPrepared } from '@tools-provider/event-sourcing';
import { startTelemetry } from '@tools-provider/telemetry';
import closeWithGrace from 'close-with-grace';
import { pino } from 'pino';
import { compose } from './composition.ts';
import { type ApiConfig, readConfig } from './config.ts';

/** How long the api waits at start for its stores, in milliseconds, before it says that it cannot start. */
const STORES_DEADLINE_MS = 15_000;

const log = pino({
  base: { name: 'api' },
  redact: ['req.headers.authorization', 'headers.authorization'],
});

try {
  const config = readConfig(process.env);
  log.level = config.logLevel;
  await run(config);
} catch (error) {
  log.fatal(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

async function run(config: ApiConfig): Promise<void> {
  const telemetry = await startTelemetry({
    service: 'api',
    ...(config.otlpEndpoint === undefined ? {} : { otlpEndpoint: config.otlpEndpoint }),
  });
  const { server, changes, checkStores, prepare, close } = await compose(config, log, telemetry);
  const grace = closeWithGrace({ delay: 8_000, logger: false }, async ({ err }) => {
    if (err !== undefined) log.fatal({ err }, err.message);
    await close();
  });
  process.once('disconnect', () => grace.close());

  await untilPrepared({ checkStores, prepare, deadlineMs: STORES_DEADLINE_MS });
  await changes.start();
  const port = await listen(server, config);
  log.info(`Serving ${config.publicUrl}`);
  process.send?.({ type: 'ready', port });
}

async function listen(
  server: Awaited<ReturnType<typeof compose>>['server'],
  { host, port }: ApiConfig,
): Promise<number> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new Error(`Port ${port} on ${host} is taken; end what holds it, or set API_PORT to another one.`);
    }
    throw error;
  }
  const address = server.server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

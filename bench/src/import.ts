import { randomUUID } from 'node:crypto';
import { jsonEvent, KurrentDBClient, NO_STREAM } from '@kurrent/kurrentdb-client';
import { createWriteSide, type RegisterSource } from '@tools-provider/application';
import { CATEGORY } from '@tools-provider/domain';
import { InMemoryStateStore } from '@tools-provider/event-sourcing/testing';
import { connectKurrentDb } from '@tools-provider/kurrentdb';
import { ToolImporter } from '@tools-provider/tool-import';
import { newContext } from './new-context.ts';

const OPERATIONS = 1_000;
const ROUNDS = 3;
const EVENTS_AN_APPEND = 100;

/** A source of a thousand operations, from the command to its last event, against a raw client that appends as much. */
export async function benchImport(kurrentdb: string): Promise<void> {
  const kurrentDb = connectKurrentDb(kurrentdb, CATEGORY);
  const client = KurrentDBClient.connectionString(kurrentdb);
  await kurrentDb.ping();
  const sourceReader = new ToolImporter({ policy: { allowLoopback: false, allowPrivate: false } });
  const mediator = createWriteSide({
    eventStore: kurrentDb.eventStore,
    stateStore: new InMemoryStateStore(),
    sourceReader,
  });
  const document = JSON.stringify(documentOf(OPERATIONS));
  const best = {
    import: Number.POSITIVE_INFINITY,
    read: Number.POSITIVE_INFINITY,
    raw: Number.POSITIVE_INFINITY,
  };
  const time = async (name: keyof typeof best, work: () => Promise<unknown>) => {
    const begun = performance.now();
    await work();
    best[name] = Math.min(best[name], performance.now() - begun);
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    const context = newContext();
    const command: RegisterSource = { type: 'register-source', name: `Orders ${round}`, document };
    await time('import', () =>
      mediator.execute<RegisterSource>(command, {
        ...context,
        actor: { ...context.actor, roles: ['admin'] },
      }),
    );
    const { tools } = await sourceReader.readDocument(document);
    await time('read', () => sourceReader.readDocument(document));
    await time('raw', () => appendRaw(client, tools));
  }
  const seconds = (name: keyof typeof best) => (best[name] / 1000).toFixed(2);
  console.log(
    `${`import of ${OPERATIONS.toLocaleString('en')} operations`.padEnd(46)} ${seconds('import')} s   (${(best.import / best.raw).toFixed(1)} × raw appends of as much ${seconds('raw')} s; reading the document ${seconds('read')} s)`,
  );
  await Promise.all([kurrentDb.close(), client.dispose(), sourceReader.close()]);
}

async function appendRaw(client: KurrentDBClient, tools: readonly object[]): Promise<void> {
  const stream = `bench_raw-${randomUUID()}`;
  for (let from = 0; from < tools.length; from += EVENTS_AN_APPEND) {
    const events = tools
      .slice(from, from + EVENTS_AN_APPEND)
      .map((tool) => jsonEvent({ type: 'tool.discovered.v1', data: { ...tool } }));
    await client.appendToStream(stream, events, {
      streamState: from === 0 ? NO_STREAM : BigInt(from - 1),
    });
  }
}

/** As an api of that size is described: each operation with parameters and a body of several levels. */
function documentOf(operations: number): object {
  const text = { type: 'string', description: 'What it is called' };
  const schemas = {
    Article: { type: 'object', properties: { name: text, tags: { type: 'array', items: text } } },
    Order: {
      type: 'object',
      required: ['article'],
      properties: {
        article: { $ref: '#/components/schemas/Article' },
        note: text,
        count: { type: 'integer' },
      },
    },
  };
  const operation = (n: number) => ({
    operationId: `changeOrder${n}`,
    summary: `Changes an order of the kind ${n}`,
    tags: [`kind-${n % 20}`],
    parameters: ['page', 'limit', 'sort'].map((name) => ({ name, in: 'query', schema: text })),
    requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } } },
    responses: { 200: { description: 'Changed' } },
  });
  const paths = Array.from({ length: operations }, (_, n) => [`/orders-${n}`, { post: operation(n) }]);
  return {
    openapi: '3.1.0',
    info: { title: 'Orders', version: '1' },
    paths: Object.fromEntries(paths),
    components: { schemas },
  };
}

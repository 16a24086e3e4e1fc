import { randomUUID } from 'node:crypto';
import { jsonEvent, KurrentDBClient, NO_STREAM } from '@kurrent/kurrentdb-client';
import { type CreateToolGroup, createWriteSide } from '@tools-provider/application';
import { CATEGORY } from '@tools-provider/domain';
import { InMemoryStateStore } from '@tools-provider/event-sourcing/testing';
import { connectKurrentDb } from '@tools-provider/kurrentdb';
import { printRatio, type Rate, secondsFor } from './measure.ts';
import { newContext } from './new-context.ts';

const COMMANDS = 2_000;

/** Where the parts listen that the write path needs. */
export interface WritePathAddresses {
  readonly kurrentdb: string;
  readonly api: string;
}

/** Creates groups with one selector (two events in one append) three ways: by a raw client, by the mediator, by the API. */
export async function benchWritePath({ kurrentdb, api }: WritePathAddresses): Promise<void> {
  const raw = await rawAppends(kurrentdb);
  const mediator = await mediatorCommands(kurrentdb);
  const http = await apiCommands(api);
  for (const callers of [1, 32]) {
    const by = await rateOf('raw append', callers, raw.call);
    printRatio(`mediator, ${callers} at a time`, await rateOf('mediator', callers, mediator.call), by);
    printRatio(`api over HTTP, ${callers} at a time`, await rateOf('api', callers, http), by);
  }
  await Promise.all([raw.close(), mediator.close()]);
}

async function rateOf(name: string, callers: number, call: () => Promise<void>): Promise<Rate> {
  await secondsFor(200, callers, call);
  return { name, perSecond: COMMANDS / (await secondsFor(COMMANDS, callers, call)) };
}

async function rawAppends(url: string) {
  const client = KurrentDBClient.connectionString(url);
  const call = async () => {
    const id = randomUUID();
    const at = new Date().toISOString();
    const metadata = metadataOf(randomUUID(), at);
    const selector = { id: 'sel-1', sourcePattern: '*', namePattern: '*' };
    const events = [
      jsonEvent({
        type: 'group.created.v1',
        data: { name: `Raw ${id}`, description: '', createdAt: at, createdBy: 'bench' },
        metadata,
      }),
      jsonEvent({
        type: 'group.selector.added.v1',
        data: { selector, addedAt: at, addedBy: 'bench' },
        metadata,
      }),
    ];
    // A category of its own: these streams are nobody's aggregates.
    await client.appendToStream(`bench_raw-${id}`, events, { streamState: NO_STREAM });
  };
  return { call, close: () => client.dispose() };
}

async function mediatorCommands(url: string) {
  const kurrentDb = connectKurrentDb(url, CATEGORY);
  const mediator = createWriteSide({
    eventStore: kurrentDb.eventStore,
    stateStore: new InMemoryStateStore(),
  });
  const call = async () => {
    const command: CreateToolGroup = {
      type: 'create-tool-group',
      name: `Mediated ${randomUUID()}`,
      selectors: [{ id: 'sel-1', namePattern: '*' }],
    };
    await mediator.execute<CreateToolGroup>(command, newContext());
  };
  return { call, close: () => kurrentDb.close() };
}

async function apiCommands(api: string): Promise<() => Promise<void>> {
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${api}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const { accessToken } = (await (await post('/dev/token', { persona: 'operator' })).json()) as {
    accessToken: string;
  };
  return async () => {
    const body = { name: `Posted ${randomUUID()}`, selectors: [{ id: 'sel-1', namePattern: '*' }] };
    const response = await post('/tool-groups', body, { authorization: `Bearer ${accessToken}` });
    if (response.status !== 201)
      throw new Error(`The API answered ${response.status}: ${await response.text()}`);
    await response.arrayBuffer();
  };
}

function metadataOf(commandId: string, occurredAt: string) {
  return {
    $correlationId: commandId,
    $causationId: commandId,
    commandId,
    sequenceNumber: 0,
    actor: 'bench',
    occurredAt,
  };
}

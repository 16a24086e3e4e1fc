import { preferencesIdOf } from '@tools-provider/domain';
import type { CommandContext, StateStore } from '@tools-provider/event-sourcing';
import { InMemoryEventStore, InMemoryStateStore } from '@tools-provider/event-sourcing/testing';
import type { Mediator, ResultOf } from '@tools-provider/mediator';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Role } from './roles.ts';
import { contextBy } from './test-context.ts';
import type { PersonalUseCase } from './use-case.ts';
import { createWriteSide } from './write-side.ts';

const ID = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c13';
const CREATE = {
  type: 'create-view',
  id: ID,
  name: 'Mine',
  list: 'tasks',
  query: { sort: 'title' },
} as const;
const STREAM = `tools_provider-view-${ID}`;

let log: InMemoryEventStore;
let states: InMemoryStateStore;
let mediator: Mediator<CommandContext>;

beforeEach(() => {
  log = new InMemoryEventStore();
  states = new InMemoryStateStore();
  mediator = createWriteSide({ eventStore: log, stateStore: states });
});

/** Somebody of a role, who is called like it unless told. */
function as(role: Role, more: Partial<CommandContext> = {}): CommandContext {
  return contextBy({ id: role, roles: [role] }, more);
}

type AnswerTo<C extends PersonalUseCase> = Promise<ResultOf<Extract<PersonalUseCase, { type: C['type'] }>>>;

const send = <C extends PersonalUseCase>(command: C, context = as('operator')) =>
  mediator.execute<PersonalUseCase>(command, context) as AnswerTo<C>;

const told = async (subject = STREAM) =>
  (await states.outbox.undelivered(subject, 100)).map(({ revision, event }) => [revision, event.type]);

describe('A command on a view', () => {
  it('stores the state and a message for each event together, and nothing in the log', async () => {
    expect(await send(CREATE)).toMatchObject({ id: ID, revision: 0, state: { ownerId: 'operator' } });
    const changed = await send({ type: 'change-view', id: ID, name: 'Ours', query: {}, isShared: true });
    expect(changed).toMatchObject({ revision: 3, state: { name: 'Ours', query: {}, isShared: true } });
    expect(await states.load('views', ID)).toMatchObject({ revision: 3, state: changed.state });
    expect(await told()).toEqual([
      [0, 'view.created.v1'],
      [1, 'view.renamed.v1'],
      [2, 'view.query.changed.v1'],
      [3, 'view.shared.v1'],
    ]);
    expect(log.appendCount).toBe(0);
  });

  it('changes nothing of the view and tells nobody when one of the changes is refused', async () => {
    await send(CREATE);
    const query = { $where: '1' };
    await expect(send({ type: 'change-view', id: ID, name: 'Ours', query })).rejects.toMatchObject({
      kind: 'invalid',
      places: [{ pointer: '/query/$where' }],
    });
    expect(await states.load('views', ID)).toMatchObject({ revision: 0, state: { name: 'Mine' } });
    expect(await told()).toHaveLength(1);
  });

  it('that is fulfilled already keeps the revision and tells nobody', async () => {
    await send(CREATE);
    const same = {
      type: 'change-view',
      id: ID,
      name: ' Mine ',
      query: { sort: 'title' },
      isShared: false,
    } as const;
    expect(await send(same)).toMatchObject({ revision: 0 });
    await send({ type: 'delete-view', id: ID });
    expect(await send({ type: 'delete-view', id: ID })).toMatchObject({ revision: 1 });
    expect(await told()).toHaveLength(2);
  });

  it('of two at once lets one win and decides the other again on what is there then', async () => {
    await send(CREATE);
    const names = ['One', 'Two', 'Three'];
    const answers = await Promise.all(names.map((name) => send({ type: 'change-view', id: ID, name })));
    expect(answers.map(({ revision }) => revision).toSorted()).toEqual([1, 2, 3]);
    expect(await told()).toHaveLength(4);
  });

  it('leaves no view without its message, and no message without its view, when the store fails', async () => {
    const failing: StateStore = {
      load: (collection, id) => states.load(collection, id),
      find: (query) => states.find(query),
      save: async () => {
        throw new Error('the transaction is aborted');
      },
    };
    const broken = createWriteSide({ eventStore: log, stateStore: failing });
    await expect(broken.execute(CREATE, as('operator'))).rejects.toThrow('the transaction is aborted');
    expect(await states.load('views', ID)).toBeUndefined();
    expect(await told()).toEqual([]);
  });
});

describe('A view that is private to somebody else', () => {
  const wishes: readonly PersonalUseCase[] = [
    { type: 'change-view', id: ID, name: 'x' },
    { type: 'change-view', id: ID, isShared: false },
    { type: 'delete-view', id: ID },
  ];

  it.each(wishes)('is not found, at whatever revision it is asked for: %j', async (wish) => {
    await send(CREATE);
    for (const stage of ['there', 'deleted']) {
      if (stage === 'deleted') await send({ type: 'delete-view', id: ID });
      for (const more of [{}, { expectedRevision: 0 }, { expectedRevision: 7 }]) {
        await expect(send(wish, as('admin', more))).rejects.toMatchObject({
          kind: 'not-found',
          code: 'view-not-found',
          message: `There is no view ${ID}`,
          currentRevision: undefined,
        });
      }
    }
    expect((await told()).length).toBe(2);
  });
});

describe('A view that somebody else shares', () => {
  beforeEach(async () => {
    await send({ ...CREATE, isShared: true });
  });

  it.each<[PersonalUseCase, readonly string[]]>([
    [{ type: 'change-view', id: ID, name: 'x' }, ['/name']],
    [{ type: 'change-view', id: ID, query: {}, isShared: false }, ['/query']],
  ])('is for its owner to change, also for an admin: %j', async (wish, pointers) => {
    await expect(send(wish, as('admin'))).rejects.toMatchObject({
      code: 'not-your-view',
      places: pointers.map((pointer) => ({ pointer })),
    });
    await expect(send(wish, as('viewer'))).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'not-your-view',
    });
    expect(await told()).toHaveLength(1);
  });

  it.each<PersonalUseCase>([
    { type: 'change-view', id: ID, isShared: false },
    { type: 'delete-view', id: ID },
  ])('is taken out of sight by an admin and by nobody less: %j', async (wish) => {
    const other = { actor: { id: 'another', name: 'Another', roles: ['operator'] } };
    for (const context of [as('viewer'), as('operator', other)]) {
      await expect(send(wish, context)).rejects.toMatchObject({ kind: 'forbidden', code: 'not-your-view' });
    }
    expect(await send(wish, as('admin'))).toMatchObject({ revision: 1 });
  });

  it('says at which revision it is to those who see it', async () => {
    const stale = as('admin', { expectedRevision: 7 });
    await expect(send({ type: 'delete-view', id: ID }, stale)).rejects.toMatchObject({
      code: 'stale-revision',
      currentRevision: 0,
    });
  });
});

describe('A viewer', () => {
  it('has views of their own, and shares none', async () => {
    await expect(send({ ...CREATE, isShared: true }, as('viewer'))).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'sharing-needs-operator',
      places: [{ pointer: '/isShared' }],
    });
    await send(CREATE, as('viewer'));
    await expect(send({ type: 'change-view', id: ID, isShared: true }, as('viewer'))).rejects.toMatchObject({
      code: 'sharing-needs-operator',
    });
    expect(await send({ type: 'change-view', id: ID, name: 'x' }, as('viewer'))).toMatchObject({
      revision: 1,
    });
  });

  it('keeps and withdraws what they shared while they were an operator', async () => {
    await send({ ...CREATE, isShared: true });
    const demoted = () => as('viewer', { actor: { id: 'operator', name: 'Otto', roles: ['viewer'] } });
    expect(await send({ type: 'change-view', id: ID, isShared: true }, demoted())).toMatchObject({
      revision: 0,
    });
    expect(await send({ type: 'change-view', id: ID, isShared: false }, demoted())).toMatchObject({
      revision: 1,
    });
  });
});

describe('Saving preferences', () => {
  const WANTED = { type: 'save-preferences', theme: 'dark', density: 'compact', shortcuts: false } as const;

  it('stores the caller’s own, and tells nobody', async () => {
    const answer = await send(WANTED, as('viewer'));
    expect(answer).toMatchObject({ id: preferencesIdOf('viewer'), revision: 0, state: { theme: 'dark' } });
    expect(await send({ ...WANTED, theme: 'light' }, as('viewer'))).toMatchObject({ revision: 1 });
    expect(await send(WANTED, as('operator'))).toMatchObject({ revision: 0 });
    expect(await states.outbox.counts()).toEqual({ pending: 0, delivered: 0, setAside: 0 });
    expect(log.appendCount).toBe(0);
  });

  it('again changes nothing', async () => {
    await send(WANTED);
    expect(await send(WANTED)).toMatchObject({ revision: 0 });
  });

  it('for the first time by several requests at once ends with one after the other', async () => {
    const themes = ['dark', 'light', 'system'] as const;
    const answers = await Promise.all(themes.map((theme) => send({ ...WANTED, theme })));
    expect(answers.map(({ revision }) => revision).toSorted()).toEqual([0, 1, 2]);
  });

  it('is refused at another revision than expected, also when there are none yet', async () => {
    const expecting = (expectedRevision: number) => as('operator', { expectedRevision });
    await expect(send(WANTED, expecting(0))).rejects.toMatchObject({
      kind: 'conflict',
      code: 'stale-revision',
    });
    await send(WANTED);
    await expect(send({ ...WANTED, theme: 'light' }, expecting(1))).rejects.toMatchObject({
      code: 'stale-revision',
      currentRevision: 0,
    });
    expect(await send({ ...WANTED, theme: 'light' }, expecting(0))).toMatchObject({ revision: 1 });
  });
});

import { type TaskStatus, taskType, toolGroupType } from '@tools-provider/domain';
import { type CommandContext, EventSourcedRepository } from '@tools-provider/event-sourcing';
import { InMemoryEventStore } from '@tools-provider/event-sourcing/testing';
import { Mediator, type ResultOf } from '@tools-provider/mediator';
import { beforeEach, describe, expect, it } from 'vitest';
import { authorize } from './access.ts';
import { registerUseCases } from './register-use-cases.ts';
import type { Role } from './roles.ts';
import { catalogue } from './test-catalogue.ts';
import { contextBy } from './test-context.ts';
import type { UseCase } from './use-case.ts';

const ID = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11';
const VERA = { id: 'vera', roles: ['viewer'] } as const;
const OTTO = { id: 'otto', roles: ['operator'] } as const;
const ADA = { id: 'ada', roles: ['admin'] } as const;
const ANNA = { id: 'anna', roles: ['admin'] } as const;

interface Person {
  readonly id: string;
  readonly roles: readonly Role[];
}

type AnswerTo<C extends UseCase> = Promise<ResultOf<Extract<UseCase, { type: C['type'] }>>>;

let mediator: Mediator<CommandContext>;

beforeEach(() => {
  const store = new InMemoryEventStore();
  mediator = new Mediator<CommandContext>({ command: [authorize] });
  registerUseCases(mediator, {
    toolGroups: new EventSourcedRepository(toolGroupType, store),
    tasks: new EventSourcedRepository(taskType, store),
    ...catalogue(store),
  });
});

const send = <C extends UseCase>(command: C, by: Person, context = contextBy(by)) =>
  mediator.execute<UseCase>(command, context) as AnswerTo<C>;

describe('A group that requires an approval', () => {
  const id = ID;
  const activate = { type: 'activate-tool-group', id } as const;

  beforeEach(async () => {
    await send({ type: 'create-tool-group', id, name: 'Refunds', requiresApproval: true }, OTTO);
  });

  it('is created inactive, with all its parts', async () => {
    const { revision, state } = await send(
      { type: 'create-tool-group', name: 'Export', requiresApproval: true, explicitToolIds: ['crm:export'] },
      OTTO,
    );
    expect(revision).toBe(3);
    expect(state).toMatchObject({
      isActive: false,
      requiresApproval: true,
      explicitTools: [{ toolId: 'crm:export' }],
    });
  });

  it('is not activated but asks for it, under an id derived from the command', async () => {
    const context = contextBy(OTTO);
    const first = await send(activate, OTTO, context);
    expect(first).toMatchObject({
      revision: 3,
      state: {
        isActive: false,
        activationRequest: { requestId: context.newId('activation-request'), requestedBy: 'otto' },
      },
    });
    expect(await send(activate, ADA)).toEqual(first);
  });

  it('is activated by the approval of its request, in the name of the approver, once', async () => {
    const { state } = await send(activate, OTTO);
    const requestId = state.activationRequest?.requestId ?? '';
    const approve = { type: 'approve-activation', id, requestId, approvedBy: 'ada' } as const;
    const approved = await send(approve, ANNA);
    expect(approved).toMatchObject({
      revision: 4,
      state: { isActive: true, updatedBy: 'ada', activationRequest: null },
    });
    expect(await send(approve, ANNA)).toEqual(approved);
  });

  it('stays inactive when its request is rejected, in the name of whoever did it, once', async () => {
    const { state } = await send(activate, OTTO);
    const requestId = state.activationRequest?.requestId ?? '';
    const reject = { type: 'reject-activation', id, requestId, reason: 'Too early' } as const;
    const rejected = await send({ ...reject, rejectedBy: 'ada' }, ANNA);
    expect(rejected).toMatchObject({
      revision: 4,
      state: { isActive: false, updatedBy: 'ada', activationRequest: null },
    });
    expect(await send(reject, ANNA)).toEqual(rejected);
    await send(activate, OTTO);
    const again = (await send(activate, OTTO)).state.activationRequest?.requestId ?? '';
    expect(await send({ ...reject, requestId: again }, ANNA)).toMatchObject({ state: { updatedBy: 'anna' } });
  });

  it.each(['approve-activation', 'reject-activation'] as const)(
    'takes %s from an admin only',
    async (type) => {
      const { state } = await send(activate, OTTO);
      const requestId = state.activationRequest?.requestId ?? '';
      await expect(send({ type, id, requestId, approvedBy: 'ada' } as UseCase, OTTO)).rejects.toMatchObject({
        kind: 'forbidden',
        code: 'role-missing',
      });
    },
  );

  it('gets and loses the requirement with other changes in one append, but loses it by an admin only', async () => {
    const waive = { type: 'change-tool-group-details', id, requiresApproval: false, name: 'Pay' } as const;
    await expect(send(waive, OTTO)).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'approval-waiver',
      places: [{ pointer: '/requiresApproval' }],
    });
    expect(await send(waive, ADA)).toMatchObject({
      revision: 4,
      state: { name: 'Pay', requiresApproval: false, isActive: false },
    });
    expect(await send(waive, OTTO)).toMatchObject({ revision: 4 });
    expect(await send(activate, OTTO)).toMatchObject({ revision: 5, state: { isActive: true } });
    expect(await send({ ...waive, requiresApproval: true }, OTTO)).toMatchObject({
      revision: 6,
      state: { isActive: true, requiresApproval: true },
    });
  });
});

describe('A task that decides about an activation', () => {
  const approval = { toolGroupId: ID, requestId: 'request-1', requestedBy: 'ada' };
  let id: string;

  const change = (status: TaskStatus, by: Person) => send({ type: 'change-task', id, status }, by);

  beforeEach(async () => {
    const dueAt = '2026-01-09T03:04:05.678Z';
    const command = { type: 'create-task', title: 'Approve', assigneeId: 'vera', dueAt, approval } as const;
    const { id: created, state } = await send(command, ANNA);
    expect(state).toMatchObject({ status: 'pending', dueAt, approval });
    id = created;
  });

  it.each<[string, Person]>([
    ['the admin who asked', ADA],
    ['an operator', OTTO],
    ['the one who asked as an operator', { id: 'ada', roles: ['operator'] }],
    ['its assignee who is a viewer', VERA],
  ])('is not completed by %s', async (_, person) => {
    await expect(change('completed', person)).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'approval-needs-another-admin',
      places: [{ pointer: '/status' }],
    });
    await change('in_progress', person);
    await expect(change('completed', person)).rejects.toMatchObject({ code: 'approval-needs-another-admin' });
  });

  it('is completed by another admin, for good', async () => {
    expect(await change('completed', ANNA)).toMatchObject({ revision: 1, state: { status: 'completed' } });
    await expect(change('in_progress', ANNA)).rejects.toMatchObject({
      kind: 'refused',
      code: 'approval-decided',
    });
    await expect(change('cancelled', ADA)).rejects.toMatchObject({ code: 'approval-decided' });
    expect(await change('completed', ADA)).toMatchObject({ revision: 1 });
  });

  it.each<[string, Person]>([
    ['any operator', OTTO],
    ['the admin who asked', ADA],
  ])('is cancelled by %s, for good', async (_, person) => {
    expect(await change('cancelled', person)).toMatchObject({ revision: 1, state: { status: 'cancelled' } });
    await expect(change('pending', ANNA)).rejects.toMatchObject({ code: 'approval-decided' });
    await expect(change('completed', ANNA)).rejects.toMatchObject({ code: 'approval-decided' });
  });

  it('is not cancelled by its assignee who is a viewer', async () => {
    await expect(change('cancelled', VERA)).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'role-missing',
      places: [{ pointer: '/status' }],
    });
  });

  it('takes other changes from an operator at any time', async () => {
    await change('cancelled', OTTO);
    const noted = { type: 'change-task', id, description: 'Asked finance', status: 'cancelled' } as const;
    expect(await send(noted, OTTO)).toMatchObject({ revision: 2 });
  });
});

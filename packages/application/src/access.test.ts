import {
  operatorPreferencesType,
  serviceTokenType,
  taskType,
  toolGroupType,
  viewType,
} from '@tools-provider/domain';
import {
  type CommandContext,
  EventSourcedRepository,
  OutboxStateStoredRepository,
  StateStoredRepository,
} from '@tools-provider/event-sourcing';
import { InMemoryEventStore, InMemoryStateStore } from '@tools-provider/event-sourcing/testing';
import { type Command, type CommandHandler, Mediator } from '@tools-provider/mediator';
import { describe, expect, it } from 'vitest';
import { authorize, requiredRoles } from './access.ts';
import { registerAccessUseCases } from './register-access-use-cases.ts';
import { registerPersonalUseCases } from './register-personal-use-cases.ts';
import { registerUseCases } from './register-use-cases.ts';
import { ROLES } from './roles.ts';
import { catalogue } from './test-catalogue.ts';

const FOR_ADMINS = [
  'delete-tool-group',
  'delete-task',
  'delete-label',
  'approve-activation',
  'reject-activation',
  'register-source',
  'change-source',
  'refresh-source',
  'enable-source',
  'disable-source',
  'deregister-source',
  'drop-label',
  'create-service-token',
  'revoke-service-token',
];
const FOR_ALL = ['change-task', 'create-view', 'change-view', 'delete-view', 'save-preferences'];

function contextOf(roles: readonly string[]): CommandContext {
  return {
    actor: { id: 'somebody', name: 'Somebody', roles },
    occurredAt: '2026-01-02T03:04:05.678Z',
    commandId: 'c',
    correlationId: 'c',
    causationId: 'c',
    newId: (label) => label,
  };
}

const isAllowed = async (type: string, roles: readonly string[]) =>
  authorize({ type }, contextOf(roles), async () => true).catch((error: { kind: string }) => error.kind);

describe('Who may send a command', () => {
  it.each(Object.keys(requiredRoles))('%s: decided by role', async (type) => {
    const least = FOR_ADMINS.includes(type) ? 'admin' : FOR_ALL.includes(type) ? 'viewer' : 'operator';
    for (const role of ROLES) {
      const expected = ROLES.indexOf(role) >= ROLES.indexOf(least) ? true : 'forbidden';
      expect(await isAllowed(type, [role]), role).toBe(expected);
    }
  });

  it.each([[[]], [['root']], [['']], [['constructor']]])('is nobody by the roles %j', async (roles) => {
    for (const type of Object.keys(requiredRoles)) expect(await isAllowed(type, roles)).toBe('forbidden');
  });

  it('is whoever has a sufficient role among several', async () => {
    expect(await isAllowed('delete-task', ['operator', 'admin'])).toBe(true);
  });

  it('is nobody for a command without an entry, not even an admin', async () => {
    const mediator = new Mediator<CommandContext>({ command: [authorize] });
    let isHandled = false;
    mediator.handle<Command>('drop-everything', async () => {
      isHandled = true;
    });
    await expect(mediator.execute({ type: 'drop-everything' }, contextOf(['admin']))).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'no-access-rule',
    });
    expect(isHandled).toBe(false);
    expect(await isAllowed('constructor', ['admin'])).toBe('forbidden');
  });

  it('is said for every command that has a handler', async () => {
    const handled: string[] = [];
    class RecordingMediator extends Mediator<CommandContext> {
      override handle<C extends Command>(type: C['type'], handler: CommandHandler<C, CommandContext>): this {
        handled.push(type);
        return super.handle(type, handler);
      }
    }
    const store = new InMemoryEventStore();
    const states = new InMemoryStateStore();
    const mediator = new RecordingMediator();
    registerUseCases(mediator, {
      toolGroups: new EventSourcedRepository(toolGroupType, store),
      tasks: new EventSourcedRepository(taskType, store),
      ...catalogue(store),
    });
    registerPersonalUseCases(mediator, {
      views: new OutboxStateStoredRepository(viewType, states, { collection: 'views' }),
      preferences: new StateStoredRepository(operatorPreferencesType, states, { collection: 'preferences' }),
      states,
    });
    registerAccessUseCases(mediator, {
      serviceTokens: new OutboxStateStoredRepository(serviceTokenType, states, {
        collection: 'service-tokens',
      }),
    });
    expect(handled.sort()).toEqual(Object.keys(requiredRoles).sort());
  });
});

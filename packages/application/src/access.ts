import type { CommandContext } from '@tools-provider/event-sourcing';
import { type Behavior, CodedError, type Command } from '@tools-provider/mediator';
import { hasRole, type Role } from './roles.ts';
import type { UseCase } from './use-case.ts';

/** The least role that may send each command. A use case without an entry is a type error. */
export const requiredRoles: Readonly<Record<UseCase['type'], Role>> = {
  'create-tool-group': 'operator',
  'change-tool-group-details': 'operator',
  'replace-tool-group': 'operator',
  'delete-tool-group': 'admin',
  'add-selector': 'operator',
  'remove-selector': 'operator',
  'add-explicit-tool': 'operator',
  'remove-explicit-tool': 'operator',
  'exclude-tool': 'operator',
  'include-tool': 'operator',
  'activate-tool-group': 'operator',
  'deactivate-tool-group': 'operator',
  'approve-activation': 'admin',
  'reject-activation': 'admin',
  'create-task': 'operator',
  // Which tasks a viewer may change, and what of them, depends on the task: its handler decides.
  'change-task': 'viewer',
  'delete-task': 'admin',
  'register-source': 'admin',
  'change-source': 'admin',
  'refresh-source': 'admin',
  'enable-source': 'admin',
  'disable-source': 'admin',
  'deregister-source': 'admin',
  'drop-label': 'admin',
  'enable-tool': 'operator',
  'disable-tool': 'operator',
  'change-tool': 'operator',
  'label-tool': 'operator',
  'unlabel-tool': 'operator',
  'create-label': 'operator',
  'change-label': 'operator',
  'delete-label': 'admin',
  // Everybody has views and preferences of their own; whose view it is, and who may share, the handlers decide.
  'create-view': 'viewer',
  'change-view': 'viewer',
  'delete-view': 'viewer',
  'save-preferences': 'viewer',
  'create-service-token': 'admin',
  'revoke-service-token': 'admin',
};

const roleByType = new Map<string, Role>(Object.entries(requiredRoles));

/** Refuses, as `forbidden`, a command that the actor's roles do not allow, and every command that has no entry in {@link requiredRoles}. */
export const authorize: Behavior<Command, CommandContext> = async (command, { actor }, next) => {
  const role = roleByType.get(command.type);
  if (role === undefined) {
    throw new CodedError('forbidden', 'no-access-rule', `Nobody may ${command.type}: no rule says who may`);
  }
  if (!hasRole(actor, role)) {
    throw new CodedError('forbidden', 'role-missing', `${command.type} needs the role ${role}`);
  }
  return await next();
};

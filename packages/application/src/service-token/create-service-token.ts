import { ServiceToken, type ServiceTokenDetails, type ServiceTokenState } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { ServiceTokens } from '../ports.ts';

/** Lets a service call the api. */
export interface CreateServiceToken extends Command<CommandResponse<ServiceTokenState>>, ServiceTokenDetails {
  readonly type: 'create-service-token';
  /** A UUID; by default derived from the command. */
  readonly id?: string | undefined;
}

/** `conflict` when the id is taken. */
export function createServiceToken(
  tokens: ServiceTokens,
): CommandHandler<CreateServiceToken, CommandContext> {
  return async (command, context) => {
    const id = command.id ?? context.newId('service-token');
    const token = ServiceToken.create(id, command, context);
    await tokens.add(token, context);
    return responseOf(token);
  };
}

import type { ServiceTokenState } from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { ServiceTokens } from '../ports.ts';

/** Makes a service token worth nothing. */
export interface RevokeServiceToken extends Command<CommandResponse<ServiceTokenState>> {
  readonly type: 'revoke-service-token';
  readonly id: string;
}

/** Revoking again changes nothing and succeeds. */
export function revokeServiceToken(
  tokens: ServiceTokens,
): CommandHandler<RevokeServiceToken, CommandContext> {
  return async (command, context) => {
    const token = await tokens.get(command.id, context);
    token.revoke(context);
    await tokens.update(token, context);
    return responseOf(token);
  };
}

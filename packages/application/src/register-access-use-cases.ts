import type { CommandContext } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler, Mediator } from '@tools-provider/mediator';
import type { ServiceTokens } from './ports.ts';
import { createServiceToken } from './service-token/create-service-token.ts';
import { revokeServiceToken } from './service-token/revoke-service-token.ts';
import type { AccessUseCase } from './use-case.ts';

/** What the use cases need that are about who may call the api. */
export interface AccessUseCasePorts {
  readonly serviceTokens: ServiceTokens;
}

type Handlers = { readonly [C in AccessUseCase as C['type']]: CommandHandler<C, CommandContext> };

/** Gives the mediator the handler of every use case that is about who may call the api: service tokens. */
export function registerAccessUseCases<EventContext>(
  mediator: Mediator<CommandContext, EventContext>,
  { serviceTokens }: AccessUseCasePorts,
): void {
  const handlers: Handlers = {
    'create-service-token': createServiceToken(serviceTokens),
    'revoke-service-token': revokeServiceToken(serviceTokens),
  };
  for (const [type, handler] of Object.entries(handlers)) {
    mediator.handle(type, handler as CommandHandler<Command, CommandContext>);
  }
}

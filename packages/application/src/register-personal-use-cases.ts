import type { CommandContext, StateStore } from '@tools-provider/event-sourcing';
import type { Command, CommandHandler, Mediator } from '@tools-provider/mediator';
import { savePreferences } from './operator-preferences/save-preferences.ts';
import type { SavedPreferences, Views } from './ports.ts';
import type { PersonalUseCase } from './use-case.ts';
import { changeView } from './view/change-view.ts';
import { createView } from './view/create-view.ts';
import { deleteView } from './view/delete-view.ts';

/** What the use cases need that are about how one person works. */
export interface PersonalUseCasePorts {
  readonly views: Views;
  readonly preferences: SavedPreferences;
  /** Where both are stored, for what no repository knows. */
  readonly states: Pick<StateStore, 'find'>;
}

type Handlers = { readonly [C in PersonalUseCase as C['type']]: CommandHandler<C, CommandContext> };

/** Gives the mediator the handler of every use case that is about how one person works: their views, their preferences. */
export function registerPersonalUseCases<EventContext>(
  mediator: Mediator<CommandContext, EventContext>,
  { views, preferences, states }: PersonalUseCasePorts,
): void {
  const handlers: Handlers = {
    'create-view': createView(views, states),
    'change-view': changeView(views),
    'delete-view': deleteView(views),
    'save-preferences': savePreferences(preferences),
  };
  for (const [type, handler] of Object.entries(handlers)) {
    mediator.handle(type, handler as CommandHandler<Command, CommandContext>);
  }
}

import type { CommandContext } from '@tools-provider/event-sourcing';

/** Who changes an aggregate, and when: the part of a command's context that ends in its events. */
export type Stamp = Pick<CommandContext, 'actor' | 'occurredAt'>;

import type {
  Label,
  OperatorPreferences,
  ServiceToken,
  Task,
  ToolGroup,
  ToolSource,
  View,
} from '@tools-provider/domain';
import type { CommandContext, LoadContext } from '@tools-provider/event-sourcing';

/** Where a use case finds the aggregates of one type and stores them; `EventSourcedRepository` is one. */
export interface AggregateRepository<Aggregate> {
  /** `not-found`, `gone`, or `conflict` when the aggregate is not at the revision that the context expects. */
  get(id: string, context?: LoadContext): Promise<Aggregate>;
  getEvenIfDeleted(id: string): Promise<Aggregate>;
  add(aggregate: Aggregate, context: CommandContext): Promise<void>;
  update(aggregate: Aggregate, context: CommandContext): Promise<void>;
}

export type ToolGroups = AggregateRepository<ToolGroup>;
export type Tasks = AggregateRepository<Task>;
export type Sources = AggregateRepository<ToolSource>;
export type Labels = AggregateRepository<Label>;
export type Views = AggregateRepository<View>;
export type SavedPreferences = AggregateRepository<OperatorPreferences>;
export type ServiceTokens = AggregateRepository<ServiceToken>;

import { CompiledDefinition, type GroupDefinition } from '@tools-provider/domain';
import type { DerivedWrite, ReadDocument } from '@tools-provider/event-sourcing';
import { GROUP_MEMBERSHIPS, type GroupMembershipsDocument } from './membership-document.ts';

/** What is read of a group's document. */
export type DefinitionDocument = ReadDocument & GroupDefinition & { readonly revision: number };

/** The fields of a group's document that its memberships depend on. */
export const DEFINITION_FIELDS = ['selectors', 'explicitTools', 'excludedTools'] as const;

/** A group as whoever keeps its memberships knows it. The counts are those of what is stored. */
export class KeptGroup {
  readonly id: string;
  readonly revision: number;
  /** The whole definition, to be compared with others. */
  readonly definitionText: string;
  /** `undefined` when the definition cannot be applied. */
  readonly definition: CompiledDefinition | undefined;
  readonly failure: string | null;
  resolvedCount = 0;
  memberCount = 0;

  constructor({ id, revision, selectors, explicitTools, excludedTools }: DefinitionDocument) {
    this.id = id;
    this.revision = revision;
    const definition = { selectors, explicitTools, excludedTools };
    this.definitionText = JSON.stringify(definition);
    const compiled = compile(definition);
    this.definition = typeof compiled === 'string' ? undefined : compiled;
    this.failure = typeof compiled === 'string' ? compiled : null;
  }

  /** What is stored of all its memberships. */
  row(isChanging: boolean): DerivedWrite {
    const { id, revision, resolvedCount, memberCount, failure } = this;
    const document: GroupMembershipsDocument = {
      id,
      resolvedCount,
      memberCount,
      isChanging,
      failure,
    };
    return { collection: GROUP_MEMBERSHIPS, id, document, revision };
  }
}

/** A pattern that an earlier version took and this one does not must not hold up all other groups. */
function compile(definition: GroupDefinition): CompiledDefinition | string {
  try {
    return new CompiledDefinition(definition);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

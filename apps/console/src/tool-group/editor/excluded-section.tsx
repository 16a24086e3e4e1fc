'use client';

import { errorOf } from '../../api-client/error-of.ts';
import type { FieldErrors } from '../../api-client/field-errors.ts';
import { Input } from '../../components/ui/field.tsx';
import { partsOfToolId } from '../../tool/tool-name.ts';
import type { GroupDraft } from './group-draft.ts';
import { NamedToolsSection } from './named-tools-section.tsx';

type Excluded = GroupDraft['excludedTools'];

interface ExcludedSectionProps {
  readonly excluded: Excluded;
  readonly unknownIds: readonly string[];
  readonly errors: FieldErrors;
  readonly onChange: (excluded: Excluded) => void;
}

/** The tools that stay out whatever else is said, each with why. */
export function ExcludedSection({ excluded, unknownIds, errors, onChange }: ExcludedSectionProps) {
  const reasons = new Map(excluded.map(({ toolId, reason }) => [toolId, reason]));
  return (
    <NamedToolsSection
      title="Never in"
      description="Out of the group, even when they are selected or always in."
      pick="Exclude tools"
      toolIds={excluded.map(({ toolId }) => toolId)}
      unknownIds={unknownIds}
      error={errorOf(errors, 'excludedTools')}
      onChange={(toolIds) =>
        onChange(toolIds.map((toolId) => ({ toolId, reason: reasons.get(toolId) ?? '' })))
      }
    >
      {(toolId, at) => (
        <Input
          name={`excludedTools[${at}].reason`}
          aria-label={`Why ${partsOfToolId(toolId).operation} is never in`}
          placeholder="Why (optional)"
          value={reasons.get(toolId) ?? ''}
          maxLength={500}
          className="mt-1.5 h-8 text-[0.8125rem]"
          onChange={(event) => onChange(excluded.with(at, { toolId, reason: event.target.value }))}
        />
      )}
    </NamedToolsSection>
  );
}

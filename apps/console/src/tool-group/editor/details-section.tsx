'use client';

import { errorOf } from '../../api-client/error-of.ts';
import type { FieldErrors } from '../../api-client/field-errors.ts';
import { Section } from '../../components/ui/card.tsx';
import { Field, Input, Textarea } from '../../components/ui/field.tsx';
import { ApprovalField } from '../approval-field.tsx';
import type { GroupDraft } from './group-draft.ts';

type Details = Pick<GroupDraft, 'name' | 'description' | 'requiresApproval'>;

interface DetailsSectionProps extends Details {
  /** Whether the group requires an approval as it is now. */
  readonly wasRequired: boolean;
  readonly errors: FieldErrors;
  readonly onChange: (details: Partial<Details>) => void;
}

/** What a group is called, what it is for, and whether it becomes active by an approval only. */
export function DetailsSection(props: DetailsSectionProps) {
  const { name, description, requiresApproval, wasRequired, errors, onChange } = props;
  return (
    <Section title="What it is">
      <div className="grid gap-4 p-4 sm:p-5">
        <Field label="Name" error={errorOf(errors, 'name')}>
          {(control) => (
            <Input
              {...control}
              name="name"
              value={name}
              maxLength={200}
              required
              autoComplete="off"
              onChange={(event) => onChange({ name: event.target.value })}
            />
          )}
        </Field>
        <Field label="Description" isOptional error={errorOf(errors, 'description')}>
          {(control) => (
            <Textarea
              {...control}
              name="description"
              value={description}
              maxLength={4000}
              onChange={(event) => onChange({ description: event.target.value })}
            />
          )}
        </Field>
        <ApprovalField
          isRequired={requiresApproval}
          wasRequired={wasRequired}
          error={errorOf(errors, 'requiresApproval')}
          onChange={(isRequired) => onChange({ requiresApproval: isRequired })}
        />
      </div>
    </Section>
  );
}

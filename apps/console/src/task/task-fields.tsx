'use client';

import { useQuery } from '@tanstack/react-query';
import { taskPriorities } from '@tools-provider/contracts/values';
import { useId } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import type { FieldErrors } from '../api-client/field-errors.ts';
import { Field, Input, Select } from '../components/ui/field.tsx';
import { MarkdownField } from '../markdown/markdown-field.tsx';
import { useMe } from '../session/me.tsx';
import { fromDateTimeInput, timeZoneName } from '../time/date-time.ts';
import { offeredPeople } from './known-people.ts';
import { taskPeopleQuery } from './queries.ts';
import { priorityNames } from './words.ts';

/** A task as it is typed: blank means nobody, nowhere, nothing. */
export interface TaskDraft {
  readonly title: string;
  readonly description: string;
  readonly priority: keyof typeof priorityNames;
  readonly assigneeId: string;
  readonly department: string;
  /** As the input has it: in the browser's time zone, to the minute. */
  readonly dueAt: string;
}

/** The body that a draft stands for. */
export function bodyOfTask({ title, description, priority, assigneeId, department, dueAt }: TaskDraft) {
  return {
    title,
    description,
    priority,
    assigneeId: assigneeId.trim() === '' ? null : assigneeId.trim(),
    department: department.trim() === '' ? null : department.trim(),
    dueAt: fromDateTimeInput(dueAt),
  };
}

interface TaskFieldsProps {
  readonly value: TaskDraft;
  readonly onChange: (value: TaskDraft) => void;
  readonly errors: FieldErrors;
}

/** All that can be said of a task but its status. */
export function TaskFields({ value, onChange, errors }: TaskFieldsProps) {
  const people = useId();
  const me = useMe();
  const known = useQuery(taskPeopleQuery(browserApi));
  return (
    <>
      <Field label="Title" error={errors.title}>
        {(control) => (
          <Input
            {...control}
            name="title"
            value={value.title}
            maxLength={200}
            autoComplete="off"
            onChange={({ target }) => onChange({ ...value, title: target.value })}
          />
        )}
      </Field>
      <MarkdownField
        label="Description"
        name="description"
        isOptional
        value={value.description}
        error={errors.description}
        onChange={(description) => onChange({ ...value, description })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Priority" error={errors.priority}>
          {(control) => (
            <Select
              {...control}
              name="priority"
              value={value.priority}
              onChange={({ target }) =>
                onChange({
                  ...value,
                  priority: taskPriorities.find((one) => one === target.value) ?? value.priority,
                })
              }
            >
              {taskPriorities.map((priority) => (
                <option key={priority} value={priority}>
                  {priorityNames[priority]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Due" isOptional hint={`Your time zone: ${timeZoneName()}`} error={errors.dueAt}>
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              name="dueAt"
              value={value.dueAt}
              max="9999-12-31T23:59"
              onChange={({ target }) => onChange({ ...value, dueAt: target.value })}
            />
          )}
        </Field>
        <Field label="Assignee" isOptional error={errors.assigneeId}>
          {(control) => (
            <>
              <Input
                {...control}
                name="assigneeId"
                list={people}
                value={value.assigneeId}
                maxLength={200}
                placeholder="nobody"
                autoComplete="off"
                onChange={({ target }) => onChange({ ...value, assigneeId: target.value })}
              />
              <datalist id={people}>
                {offeredPeople(me, known.data ?? []).map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </datalist>
            </>
          )}
        </Field>
        <Field label="Department" isOptional error={errors.department}>
          {(control) => (
            <Input
              {...control}
              name="department"
              value={value.department}
              maxLength={200}
              onChange={({ target }) => onChange({ ...value, department: target.value })}
            />
          )}
        </Field>
      </div>
    </>
  );
}

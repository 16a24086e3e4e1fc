'use client';

import type { AddWorkerSwitchBody } from '@tools-provider/contracts';
import { useState } from 'react';
import { useFormProblem } from '../api-client/use-form-problem.ts';
import { Button } from '../components/ui/button.tsx';
import { ChoiceGroup } from '../components/ui/choice-group.tsx';
import { Field, Input } from '../components/ui/field.tsx';
import { FormProblem } from '../components/ui/notices.tsx';

type Effect = AddWorkerSwitchBody['effect'];

const effects = [
  { value: 'pause', name: 'Pause', what: 'Saved, and not shown' },
  { value: 'slow', name: 'Slow', what: 'Each event takes longer' },
  { value: 'poison', name: 'Poison', what: 'Ends in quarantine' },
] as const;

interface SwitchFormProps {
  readonly isBusy: boolean;
  readonly onSet: (body: AddWorkerSwitchBody, onError: (error: unknown) => void) => void;
}

/** What is to be done to which events. */
export function SwitchForm({ isBusy, onSet }: SwitchFormProps) {
  const [effect, setEffect] = useState<Effect>('pause');
  const [delay, setDelay] = useState('500');
  const [subject, setSubject] = useState('');
  const [eventType, setEventType] = useState('');
  const trouble = useFormProblem();
  return (
    <form
      ref={trouble.form}
      noValidate
      className="flex flex-col gap-4 px-4 py-4 sm:px-5"
      onSubmit={(event) => {
        event.preventDefault();
        trouble.check(
          ({ addWorkerSwitchBody }) =>
            addWorkerSwitchBody.safeParse({
              effect,
              ...(effect === 'slow' ? { delayMs: Number(delay) } : {}),
              ...(subject.trim() === '' ? {} : { subject: subject.trim() }),
              ...(eventType.trim() === '' ? {} : { eventType: eventType.trim() }),
            }),
          (body) => onSet(body, trouble.fail),
        );
      }}
    >
      <FormProblem problem={trouble.problem} />
      <ChoiceGroup label="What to do" value={effect} choices={effects} onChange={setEffect} />
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-[1fr_1fr_8rem]">
        <Field label="Of which aggregate" hint="Its id; empty: of all" error={trouble.errors.subject}>
          {(control) => (
            <Input
              {...control}
              value={subject}
              spellCheck={false}
              autoComplete="off"
              onChange={({ target }) => setSubject(target.value)}
            />
          )}
        </Field>
        <Field
          label="Which type of event"
          hint="Such as group.updated.v1; empty: every one"
          error={trouble.errors.eventType}
        >
          {(control) => (
            <Input
              {...control}
              value={eventType}
              spellCheck={false}
              autoComplete="off"
              onChange={({ target }) => setEventType(target.value)}
            />
          )}
        </Field>
        {effect === 'slow' && (
          <Field label="By" hint="Milliseconds" error={trouble.errors.delayMs}>
            {(control) => (
              <Input
                {...control}
                type="number"
                min={1}
                max={10_000}
                value={delay}
                onChange={({ target }) => setDelay(target.value)}
              />
            )}
          </Field>
        )}
      </div>
      <div>
        <Button type="submit" variant="primary" disabled={isBusy}>
          {isBusy ? 'Until the worker obeys…' : 'Set the switch'}
        </Button>
      </div>
    </form>
  );
}

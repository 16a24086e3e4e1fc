'use client';

import { useState } from 'react';
import type { FieldErrors } from '../../api-client/field-errors.ts';
import { problemOf } from '../../api-client/problem-error.ts';
import { Button } from '../../components/ui/button.tsx';
import { Card } from '../../components/ui/card.tsx';
import { Field, Textarea } from '../../components/ui/field.tsx';
import { FileDrop } from '../../components/ui/file-drop.tsx';
import { FormProblem } from '../../components/ui/notices.tsx';
import { PlaceErrors } from './place-errors.tsx';
import { MOST_CHARACTERS, readTransferText, type TransferredGroup } from './transfer-file.ts';

interface ImportChoiceProps {
  /** Why the last dry run came to nothing. */
  readonly error: unknown;
  readonly onGroups: (groups: readonly TransferredGroup[]) => void;
}

/** Where a file or a text with groups is given. */
export function ImportChoice({ error, onGroups }: ImportChoiceProps) {
  const [text, setText] = useState('');
  const [errors, setErrors] = useState<FieldErrors | null>(null);
  const read = (given: string) => {
    const file = readTransferText(given);
    if (file.kind === 'no-file') return setErrors(file.errors);
    setErrors(null);
    onGroups(file.groups);
  };
  const readFile = async (file: File) => {
    if (file.size > MOST_CHARACTERS) return setErrors({ '': 'The file is larger than 20 MB.' });
    const content = await file.text().catch(() => null);
    if (content === null) return setErrors({ '': 'The browser cannot read this file. Choose it again.' });
    read(content);
  };
  return (
    <Card className="flex flex-col gap-5 p-(--card)">
      <FormProblem problem={problemOf(error)} />
      {errors !== null && (
        <div
          role="alert"
          className="rounded-lg border border-bad-border bg-bad-soft px-3.5 py-2.5 text-sm text-bad"
        >
          <p className="font-semibold">This is no export of tool groups</p>
          <PlaceErrors errors={errors} />
        </div>
      )}
      <FileDrop
        label="Drop an export here, or choose a file"
        hint="A JSON file, as “Export” makes it. Nothing is changed before you have seen what would be."
        accept=".json,application/json"
        onFile={(file) => void readFile(file)}
      />
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          read(text);
        }}
      >
        <Field label="Or paste it">
          {(control) => (
            <Textarea
              {...control}
              rows={4}
              value={text}
              spellCheck={false}
              className="font-mono text-xs"
              onChange={({ target }) => setText(target.value)}
            />
          )}
        </Field>
        <Button type="submit" className="self-start" disabled={text.trim() === ''}>
          Look at it
        </Button>
      </form>
    </Card>
  );
}

'use client';

import { FileText, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../components/ui/button.tsx';
import { cn } from '../components/ui/cn.ts';
import { Field, Textarea } from '../components/ui/field.tsx';
import { useAlive } from '../components/ui/use-alive.ts';
import { bytes } from '../time/numbers.ts';

/** What the api takes at most. */
const MOST_BYTES = 5_000_000;
/** A longer text is not put into a field, which would make the page slow; its name and size stand for it. */
const SHOWN_CHARACTERS = 20_000;

/** A document, and the file that it came from; `''` when it was pasted. */
export interface DocumentDraft {
  readonly text: string;
  readonly fileName: string;
}

interface DocumentFieldProps {
  readonly value: DocumentDraft;
  readonly error: string | undefined;
  readonly onChange: (value: DocumentDraft) => void;
}

/** An OpenAPI document: a file that is dropped here or chosen, or a text that is pasted. */
export function DocumentField({ value, error, onChange }: DocumentFieldProps) {
  const file = useRef<HTMLInputElement>(null);
  const isAlive = useAlive();
  const [isOver, setIsOver] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const take = async (chosen: File | undefined) => {
    if (chosen === undefined) return;
    if (chosen.size > MOST_BYTES) {
      setRefusal(`${chosen.name} has ${bytes(chosen.size)}; ${bytes(MOST_BYTES)} are the most.`);
      return;
    }
    setRefusal(undefined);
    onChange({ text: await chosen.text(), fileName: chosen.name });
  };
  return (
    <div className="flex flex-col gap-3">
      {/* Whoever drops a file does with a mouse what the button does for everybody. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button inside is the way for all */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setIsOver(false);
          void take(event.dataTransfer.files[0]);
        }}
        className={cn(
          'flex flex-col items-center gap-2 rounded-xl border border-dashed border-field-border px-4 py-5 text-center text-sm',
          isOver && 'border-accent bg-accent-soft',
        )}
      >
        {value.fileName === '' ? (
          <p className="text-muted">Drop a JSON or YAML file here, or</p>
        ) : (
          <p className="flex max-w-full items-center gap-2 font-medium">
            <FileText aria-hidden className="size-4 shrink-0 text-muted" />
            <span className="truncate">{value.fileName}</span>
            <span className="shrink-0 font-normal text-muted">{bytes(new Blob([value.text]).size)}</span>
          </p>
        )}
        <input
          ref={file}
          type="file"
          aria-label="OpenAPI document"
          accept=".json,.yaml,.yml,application/json,application/yaml,text/yaml"
          className="sr-only"
          tabIndex={-1}
          disabled={!isAlive}
          onChange={({ target }) => {
            void take(target.files?.[0]);
            // So that the same file can be chosen again when it was changed.
            target.value = '';
          }}
        />
        <Button size="small" onClick={() => file.current?.click()}>
          <Upload aria-hidden />
          {value.fileName === '' ? 'Choose a file' : 'Choose another file'}
        </Button>
        {refusal !== undefined && (
          <p role="alert" className="text-xs font-medium text-bad">
            {refusal}
          </p>
        )}
      </div>
      {value.text.length <= SHOWN_CHARACTERS ? (
        <Field label="Or paste it" error={error}>
          {(control) => (
            <Textarea
              {...control}
              name="document"
              rows={6}
              spellCheck={false}
              placeholder={'openapi: 3.1.0\ninfo:\n  title: Orders\n  version: "1"'}
              className="font-mono text-xs"
              value={value.text}
              onChange={({ target }) => onChange({ text: target.value, fileName: '' })}
            />
          )}
        </Field>
      ) : (
        error !== undefined && <p className="text-xs font-medium text-bad">{error}</p>
      )}
    </div>
  );
}

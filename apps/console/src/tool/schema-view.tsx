'use client';

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/ui/button.tsx';
import { Pill } from '../components/ui/pill.tsx';
import { type SchemaField, schemaFields } from './schema-fields.ts';

/** What a tool takes: its fields one under the other, and the JSON Schema itself. */
export function SchemaView({ schema }: { schema: Readonly<Record<string, unknown>> }) {
  const fields = schemaFields(schema);
  return (
    <>
      {fields.length === 0 ? (
        <p className="px-4 py-3.5 text-sm text-muted sm:px-5">It takes no input.</p>
      ) : (
        <div className="px-4 py-2 sm:px-5">
          <Fields fields={fields} label="Fields of the input" />
        </div>
      )}
      <RawSchema schema={schema} />
    </>
  );
}

function Fields({ fields, label }: { fields: readonly SchemaField[]; label: string }) {
  return (
    <ul aria-label={label} className="divide-y divide-border/60">
      {fields.map((field) => (
        <li key={field.name} className="py-2.5">
          <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <code className="font-mono text-[0.8125rem] font-semibold break-all">{field.name}</code>
            <span className="font-mono text-xs break-all text-muted">{field.type}</span>
            {field.isRequired && <Pill tone="accent">Required</Pill>}
          </div>
          {field.description !== '' && (
            <p className="mt-0.5 text-[0.8125rem] break-words text-muted">{field.description}</p>
          )}
          {field.limits.length > 0 && (
            <p className="mt-0.5 font-mono text-xs break-all text-muted">{field.limits.join(' · ')}</p>
          )}
          {field.children.length > 0 && (
            <div className="mt-1 ml-1 border-l pl-4">
              <Fields fields={field.children} label={`Fields of ${field.name}`} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function RawSchema({ schema }: { schema: Readonly<Record<string, unknown>> }) {
  const [isCopied, setIsCopied] = useState(false);
  const text = JSON.stringify(schema, null, 2);
  return (
    <details className="border-t">
      <summary className="cursor-pointer px-4 py-2.5 text-[0.8125rem] font-medium text-muted hover:text-foreground sm:px-5">
        JSON Schema
      </summary>
      <div className="relative">
        <section
          // biome-ignore lint/a11y/noNoninteractiveTabindex: so that it can be scrolled by keys
          tabIndex={0}
          aria-label="JSON Schema"
          className="max-h-96 overflow-auto border-t bg-sunken/60 px-4 py-3 sm:px-5"
        >
          <pre className="font-mono text-xs leading-5">{text}</pre>
        </section>
        <Button
          size="small"
          className="absolute top-2 right-3"
          onClick={() =>
            void navigator.clipboard.writeText(text).then(
              () => setIsCopied(true),
              () => setIsCopied(false),
            )
          }
        >
          {isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
          {isCopied ? 'Copied' : 'Copy'}
        </Button>
      </div>
    </details>
  );
}

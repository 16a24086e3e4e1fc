'use client';

import type { RegisterSourceBody, SourceKind } from '@tools-provider/contracts';
import { FileUp, Globe, Server } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { Api } from '../api-client/api.ts';
import { useFormProblem } from '../api-client/use-form-problem.ts';
import { ChoiceGroup } from '../components/ui/choice-group.tsx';
import { Dialog } from '../components/ui/dialog.tsx';
import { Field, Input } from '../components/ui/field.tsx';
import { FormButtons, ProblemForm } from '../components/ui/problem-form.tsx';
import { useCreated } from '../live/live-provider.tsx';
import { useCommand } from '../live/use-command.ts';
import { counted } from '../time/numbers.ts';
import { sourceCommands } from './commands.ts';
import { DocumentField } from './document-field.tsx';
import { ProblemPlaces } from './problem-places.tsx';
import { blankSource, bodyOfSource, nameOfFile, type SourceDraft } from './source-draft.ts';

const ways = [
  { value: 'document', name: 'Document', what: 'OpenAPI, uploaded', Icon: FileUp },
  { value: 'openapi', name: 'URL', what: 'OpenAPI, read there', Icon: Globe },
  { value: 'mcp', name: 'MCP', what: 'Streamable HTTP', Icon: Server },
] as const satisfies readonly { value: SourceKind | 'document'; [words: string]: unknown }[];

/** Where a source is added: it is read before anything is stored, so that one that cannot be read never is. */
export function AddSourceDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onClose}
      title="Add source"
      description="It is read at once; each of its operations becomes a tool."
    >
      <AddSourceForm onClose={onClose} />
    </Dialog>
  );
}

function AddSourceForm({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const created = useCreated();
  const [draft, setDraft] = useState<SourceDraft>(blankSource);
  const trouble = useFormProblem();
  const register = useCommand({
    aggregate: 'source',
    send: (body: RegisterSourceBody, api: Api) => sourceCommands(api).register(body),
    done: ({ name, toolCount, revision }) =>
      `“${name}” added with ${counted(toolCount, 'tool')}, saved as v${revision}`,
    showsProblems: true,
    onWritten: (written) => {
      created.add('source', written);
      router.push(`/sources/${written.id}`);
    },
  });
  return (
    <ProblemForm
      trouble={trouble}
      onSubmit={() =>
        trouble.check(
          ({ registerSourceBody }) => registerSourceBody.safeParse(bodyOfSource(draft)),
          (body) => register.mutate(body, { onError: trouble.fail }),
        )
      }
    >
      <ProblemPlaces problem={trouble.problem} />
      <ChoiceGroup
        label="What it is"
        value={draft.way}
        choices={ways}
        onChange={(way) => setDraft({ ...draft, way })}
      />
      <Field label="Name" error={trouble.errors.name} hint="Selectors can ask for it.">
        {(control) => (
          <Input
            {...control}
            name="name"
            value={draft.name}
            maxLength={200}
            onChange={({ target }) => setDraft({ ...draft, name: target.value })}
          />
        )}
      </Field>
      {draft.way === 'document' ? (
        <DocumentField
          value={draft.document}
          error={trouble.errors.document ?? trouble.errors['']}
          onChange={(document) =>
            setDraft({ ...draft, document, name: draft.name || nameOfFile(document.fileName) })
          }
        />
      ) : (
        <Field
          label="URL"
          error={trouble.errors.url}
          hint={draft.way === 'mcp' ? 'Of the server’s MCP endpoint.' : 'Of the OpenAPI document.'}
        >
          {(control) => (
            <Input
              {...control}
              type="url"
              name="url"
              inputMode="url"
              value={draft.url}
              maxLength={2000}
              placeholder={
                draft.way === 'mcp' ? 'https://example.com/mcp' : 'https://example.com/openapi.json'
              }
              onChange={({ target }) => setDraft({ ...draft, url: target.value })}
            />
          )}
        </Field>
      )}
      <FormButtons onCancel={onClose} disabled={register.isPending}>
        {register.isPending ? 'Reading it…' : 'Add source'}
      </FormButtons>
    </ProblemForm>
  );
}

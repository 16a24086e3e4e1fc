'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReplaceToolGroupBody, ToolGroup, WrittenToolGroup } from '@tools-provider/contracts';
import { History } from 'lucide-react';
import { useState } from 'react';
import type { Api } from '../api-client/api.ts';
import { browserApi } from '../api-client/browser-api.ts';
import { useFormProblem } from '../api-client/use-form-problem.ts';
import { Button } from '../components/ui/button.tsx';
import { Dialog } from '../components/ui/dialog.tsx';
import { FormProblem } from '../components/ui/notices.tsx';
import { useCommand } from '../live/use-command.ts';
import { useMe } from '../session/me.tsx';
import { mayWaiveApproval } from '../session/permissions.ts';
import { toolGroupCommands } from './commands.ts';
import { definitionOf, differenceWords, previewOf } from './definition.ts';
import { DifferenceList } from './difference-list.tsx';
import { previewWords } from './preview-words.ts';
import { previewQuery } from './queries.ts';

interface RestoreProps {
  readonly past: WrittenToolGroup;
  readonly now: ToolGroup;
  readonly onRestored: () => void;
}

/** Makes a group's definition again what it was: a command of its own, whose events follow all the others. */
export function RestoreDefinition(props: RestoreProps) {
  const { past, now } = props;
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button variant="primary" size="small" onClick={() => setIsAsking(true)}>
        <History aria-hidden />
        Restore this definition
      </Button>
      <Dialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={`Restore the definition of v${past.revision}?`}
        description={`“${now.name}” is at v${now.revision}. Nothing of its history is lost: restoring is another change.`}
      >
        <Restore {...props} onClose={() => setIsAsking(false)} />
      </Dialog>
    </>
  );
}

function Restore({ past, now, onRestored, onClose }: RestoreProps & { readonly onClose: () => void }) {
  const me = useMe();
  const trouble = useFormProblem();
  const present = definitionOf(now);
  const wanted = definitionOf(past);
  // Only an admin takes the need of an approval away; whoever may not leaves it as it is.
  const keepsApproval = now.requiresApproval && !past.requiresApproval && !mayWaiveApproval(me);
  const definition = keepsApproval ? { ...wanted, requiresApproval: true } : wanted;
  const preview = useQuery(previewQuery(browserApi, previewOf(definition, now.id), now.revision));
  const changes = differenceWords(present, definition);
  const restore = useCommand({
    aggregate: 'tool-group',
    send: ({ body, ifMatch }: { body: ReplaceToolGroupBody; ifMatch: number }, api: Api) =>
      toolGroupCommands(api).replace(now.id, ifMatch, body),
    done: ({ revision }) => `Definition of v${past.revision} restored, saved as v${revision}`,
    undo: ({ revision }) => ({
      send: (api) => toolGroupCommands(api).replace(now.id, revision, present),
      done: (written) => `As it was before, saved as v${written.revision}`,
    }),
    onWritten: onRestored,
    showsProblems: true,
  });
  return (
    <div className="flex flex-col gap-4 text-sm">
      <FormProblem problem={trouble.problem} />
      {changes.length === 0 ? (
        <p>The definition is the same already.</p>
      ) : (
        <section aria-label="What changes" className="max-h-80 overflow-y-auto rounded-lg border p-3">
          <DifferenceList label="What restoring changes" changes={changes} />
        </section>
      )}
      <p role="status" className="text-muted">
        {preview.data !== undefined
          ? previewWords(preview.data)
          : preview.isError
            ? 'What it would do to the tools cannot be said right now.'
            : 'Working out what it would do to the tools…'}
      </p>
      <p className="text-muted">
        Whether the group is active stays as it is.
        {keepsApproval && ' So does the need of an approval, which only an admin may take away.'}
      </p>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          variant="primary"
          disabled={restore.isPending || changes.length === 0}
          onClick={() => {
            trouble.clear();
            restore.mutate({ body: definition, ifMatch: now.revision }, { onError: trouble.fail });
          }}
        >
          {restore.isPending ? 'Restoring…' : 'Restore definition'}
        </Button>
      </div>
    </div>
  );
}

'use client';

import { type NewSelector, newSelector, type ToolGroup } from '@tools-provider/contracts';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Api } from '../api-client/api.ts';
import { useFormProblem } from '../api-client/use-form-problem.ts';
import { Button } from '../components/ui/button.tsx';
import { Section } from '../components/ui/card.tsx';
import { Dialog } from '../components/ui/dialog.tsx';
import { FormProblem } from '../components/ui/notices.tsx';
import { useCommand } from '../live/use-command.ts';
import { toolGroupCommands } from './commands.ts';
import { Criteria, DraftCriteria } from './criteria.tsx';
import { blankSelector, isBlank, selectorOf } from './selector-draft.ts';
import { SelectorFields } from './selector-fields.tsx';

/** The rules of a group. */
export function Selectors({
  group,
  canCurate,
}: {
  group: Pick<ToolGroup, 'id' | 'selectors'>;
  canCurate: boolean;
}) {
  const [isAdding, setIsAdding] = useState(false);
  const remove = useCommand({
    aggregate: 'tool-group',
    send: (selectorId: string, api: Api) => toolGroupCommands(api).removeSelector(group.id, selectorId),
    done: ({ revision }) => `Selector removed, saved as v${revision}`,
  });
  return (
    <Section
      title="Selectors"
      description="A tool joins when it meets all criteria of at least one of them."
      action={
        canCurate && (
          <Button size="small" onClick={() => setIsAdding(true)}>
            <Plus aria-hidden />
            Add selector
          </Button>
        )
      }
    >
      {group.selectors.length === 0 ? (
        <p className="px-5 py-6 text-sm text-muted">
          No selectors: the group holds only the tools that are named explicitly.
        </p>
      ) : (
        <ul aria-label="Selectors" className="divide-y">
          {group.selectors.map((selector) => (
            <li
              key={selector.id}
              className="flex items-center justify-between gap-3 px-4 py-(--row-y) sm:px-5"
            >
              <div className="min-w-0">
                <Criteria selector={selector} />
                <p className="mt-0.5 font-mono text-xs break-all text-muted">{selector.id}</p>
              </div>
              {canCurate && (
                <Button
                  variant="ghost"
                  size="icon"
                  aria-label={`Remove selector ${selector.id}`}
                  disabled={remove.isPending}
                  onClick={() => remove.mutate(selector.id)}
                >
                  <Trash2 aria-hidden />
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <Dialog
        isOpen={isAdding}
        onOpenChange={setIsAdding}
        title="Add selector"
        description="A tool must meet every criterion that you fill in."
      >
        <AddSelectorForm groupId={group.id} onDone={() => setIsAdding(false)} />
      </Dialog>
    </Section>
  );
}

function AddSelectorForm({ groupId, onDone }: { groupId: string; onDone: () => void }) {
  const [draft, setDraft] = useState(blankSelector);
  const trouble = useFormProblem();
  const add = useCommand({
    aggregate: 'tool-group',
    send: (selector: NewSelector, api: Api) => toolGroupCommands(api).addSelector(groupId, selector),
    done: ({ revision }) => `Selector added, saved as v${revision}`,
    onWritten: onDone,
    showsProblems: true,
  });
  return (
    <form
      ref={trouble.form}
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (isBlank(draft)) {
          return trouble.refuse([
            { path: ['namePattern'], message: 'Fill in a criterion; * selects every tool.' },
          ]);
        }
        const body = newSelector.safeParse(selectorOf(draft));
        if (!body.success) return trouble.refuse(body.error.issues);
        trouble.clear();
        add.mutate(body.data, { onError: trouble.fail });
      }}
    >
      <FormProblem problem={trouble.problem} />
      <SelectorFields value={draft} onChange={setDraft} errors={trouble.errors} />
      <div>
        <p className="mb-1 text-xs font-semibold text-muted">It selects</p>
        <DraftCriteria draft={draft} />
      </div>
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={add.isPending}>
          {add.isPending ? 'Saving…' : 'Add selector'}
        </Button>
      </div>
    </form>
  );
}

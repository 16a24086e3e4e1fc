'use client';

import type { ToolGroup } from '@tools-provider/contracts';
import { X } from 'lucide-react';
import type { Api } from '../api-client/api.ts';
import { Button } from '../components/ui/button.tsx';
import { Section } from '../components/ui/card.tsx';
import { useCommand } from '../live/use-command.ts';
import { Moment } from '../time/moment.tsx';
import { toolGroupCommands } from './commands.ts';
import { ToolIdForm } from './tool-id-form.tsx';

/** The tools that are in whatever the selectors say. */
export function ExplicitTools({
  group,
  canCurate,
}: {
  group: Pick<ToolGroup, 'id' | 'explicitTools'>;
  canCurate: boolean;
}) {
  const add = useCommand({
    aggregate: 'tool-group',
    send: ({ toolId }: { toolId: string }, api: Api) => toolGroupCommands(api).addTool(group.id, toolId),
    done: ({ revision }) => `Tool added, saved as v${revision}`,
    showsProblems: true,
  });
  const remove = useCommand({
    aggregate: 'tool-group',
    send: (toolId: string, api: Api) => toolGroupCommands(api).removeTool(group.id, toolId),
    done: ({ revision }) => `Tool removed, saved as v${revision}`,
  });
  return (
    <Section title="Explicit tools" description="In the group whatever the selectors say.">
      {group.explicitTools.length === 0 ? (
        <p className="px-5 py-4 text-sm text-muted">None.</p>
      ) : (
        <ul aria-label="Explicit tools" className="divide-y">
          {group.explicitTools.map(({ toolId, addedAt, addedBy }) => (
            <li key={toolId} className="flex items-center justify-between gap-3 px-4 py-(--row-y) sm:px-5">
              <div className="min-w-0">
                <code className="font-mono text-[0.8125rem] break-all">{toolId}</code>
                <p className="text-xs text-muted">
                  added <Moment at={addedAt} /> by {addedBy}
                </p>
              </div>
              {canCurate && (
                <Button
                  variant="ghost"
                  size="icon"
                  aria-label={`Remove ${toolId}`}
                  disabled={remove.isPending}
                  onClick={() => remove.mutate(toolId)}
                >
                  <X aria-hidden />
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {canCurate && (
        <ToolIdForm name="Add explicit tool" submit="Add" isBusy={add.isPending} send={add.mutateAsync} />
      )}
    </Section>
  );
}

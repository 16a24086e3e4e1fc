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

/** The tools that are out whatever else is said. */
export function ExcludedTools({
  group,
  canCurate,
}: {
  group: Pick<ToolGroup, 'id' | 'excludedTools'>;
  canCurate: boolean;
}) {
  const exclude = useCommand({
    aggregate: 'tool-group',
    send: ({ toolId, ...body }: { toolId: string; reason?: string }, api: Api) =>
      toolGroupCommands(api).excludeTool(group.id, toolId, body),
    done: ({ revision }) => `Tool excluded, saved as v${revision}`,
    showsProblems: true,
  });
  const include = useCommand({
    aggregate: 'tool-group',
    send: (toolId: string, api: Api) => toolGroupCommands(api).includeTool(group.id, toolId),
    done: ({ revision }) => `Exclusion lifted, saved as v${revision}`,
  });
  return (
    <Section title="Excluded tools" description="Out of the group, even when they are selected or explicit.">
      {group.excludedTools.length === 0 ? (
        <p className="px-5 py-4 text-sm text-muted">None.</p>
      ) : (
        <ul aria-label="Excluded tools" className="divide-y">
          {group.excludedTools.map(({ toolId, excludedAt, excludedBy, reason }) => (
            <li key={toolId} className="flex items-center justify-between gap-3 px-4 py-(--row-y) sm:px-5">
              <div className="min-w-0">
                <code className="font-mono text-[0.8125rem] break-all">{toolId}</code>
                <p className="text-xs text-muted">
                  excluded <Moment at={excludedAt} /> by {excludedBy}
                  {reason !== null && `: ${reason}`}
                </p>
              </div>
              {canCurate && (
                <Button
                  variant="ghost"
                  size="icon"
                  aria-label={`Include ${toolId} again`}
                  disabled={include.isPending}
                  onClick={() => include.mutate(toolId)}
                >
                  <X aria-hidden />
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {canCurate && (
        <ToolIdForm
          name="Exclude tool"
          submit="Exclude"
          withReason
          isBusy={exclude.isPending}
          send={exclude.mutateAsync}
        />
      )}
    </Section>
  );
}

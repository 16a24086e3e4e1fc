'use client';

import type { Label, Tool } from '@tools-provider/contracts';
import { Plus, X } from 'lucide-react';
import Link from 'next/link';
import type { Api } from '../api-client/api.ts';
import { BareButton } from '../components/ui/bare-button.tsx';
import { buttonVariants } from '../components/ui/button.tsx';
import { Section } from '../components/ui/card.tsx';
import { Menu, MenuItem, MenuNote } from '../components/ui/menu.tsx';
import { LabelChip, LabelColor } from '../label/label-chip.tsx';
import { useLabels } from '../label/use-labels.ts';
import { toolCommands } from './commands.ts';
import { useToolCommand } from './use-tool-command.ts';

interface LabelWish {
  readonly label: Pick<Label, 'id' | 'name'>;
  readonly isOn: boolean;
}

/** The labels of a tool; those who may, put others on it and take them off. */
export function ToolLabels({ tool, canCurate }: { tool: Tool; canCurate: boolean }) {
  const { labels, labelOf } = useLabels();
  const send = ({ label, isOn }: LabelWish, api: Api) =>
    isOn ? toolCommands(api).addLabel(tool.id, label.id) : toolCommands(api).removeLabel(tool.id, label.id);
  const change = useToolCommand<LabelWish>({
    send,
    done: ({ revision }, { label, isOn }) =>
      `“${label.name}” ${isOn ? 'put on it' : 'taken off it'}, saved as v${revision}`,
    undo: (_, { label, isOn }) => ({
      send: (api) => send({ label, isOn: !isOn }, api),
      done: ({ revision }) => `“${label.name}” ${isOn ? 'taken off' : 'put on'} again, saved as v${revision}`,
    }),
  });
  const others = labels.filter(({ id }) => !tool.labelIds.includes(id));
  return (
    <Section
      title="Labels"
      action={
        canCurate && (
          <Menu
            label="Add a label"
            className={buttonVariants({ size: 'small' })}
            trigger={
              <>
                <Plus aria-hidden />
                Add
              </>
            }
          >
            {others.map((label) => (
              <MenuItem key={label.id} onClick={() => change.mutate({ label, isOn: true })}>
                <LabelColor color={label.color} className="size-2.5!" />
                <span className="truncate">{label.name}</span>
              </MenuItem>
            ))}
            {others.length === 0 && (
              <MenuNote>{labels.length === 0 ? 'There are no labels yet.' : 'It has every label.'}</MenuNote>
            )}
          </Menu>
        )
      }
    >
      {tool.labelIds.length === 0 ? (
        <p className="px-4 py-3.5 text-sm text-muted sm:px-5">
          None. Selectors can require labels that people put on tools.
        </p>
      ) : (
        <ul className="flex flex-wrap gap-2 p-4 sm:px-5">
          {tool.labelIds.map((id) => {
            const label = labelOf(id) ?? { id, name: id.slice(0, 8), color: '#6b7280' };
            return (
              <li key={id} className="flex max-w-full min-w-0 items-center">
                <Link href={`/tools?labelId=${id}`} className="min-w-0 rounded-full hover:underline">
                  <LabelChip label={label} className="min-h-6" />
                </Link>
                {canCurate && (
                  <BareButton
                    aria-label={`Take ${label.name} off`}
                    disabled={change.isPending}
                    onClick={() => change.mutate({ label, isOn: false })}
                    className="grid size-[24px] shrink-0 place-items-center rounded-full text-muted hover:bg-sunken hover:text-foreground"
                  >
                    <X aria-hidden className="size-3.5" />
                  </BareButton>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}

'use client';

import type { GroupPreview } from '@tools-provider/contracts';
import { ChevronRight, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { count, counted } from '../../time/numbers.ts';
import { partsOfToolId } from '../../tool/tool-name.ts';
import { eventWords } from './preview-words.ts';

interface PreviewedTool {
  readonly id: string;
  readonly name: string;
  readonly sourceName: string;
  readonly method: string | null;
  readonly path: string | null;
  readonly why: string;
}

interface PreviewToolsProps {
  readonly title: string;
  readonly total: number;
  readonly tools: readonly PreviewedTool[];
  readonly isOpen?: boolean;
  readonly action?:
    | { readonly name: string; readonly Icon: LucideIcon; readonly onAct: (toolId: string) => void }
    | undefined;
}

/** Tools that a preview tells of, each with why; nothing where there are none. */
export function PreviewTools({ title, total, tools, isOpen = false, action }: PreviewToolsProps) {
  if (total === 0) return null;
  return (
    <Disclosure title={title} isOpen={isOpen}>
      <ul aria-label={title} className="max-h-80 divide-y overflow-y-auto">
        {tools.map(({ id, name, sourceName, method, path, why }) => (
          <li key={id} className="flex items-center justify-between gap-2 py-1.5">
            <div className="min-w-0 text-[0.8125rem]">
              <p className="font-medium break-all">{name}</p>
              <p className="truncate text-xs text-muted">
                {[sourceName, [method, path].filter(Boolean).join(' ')].filter(Boolean).join(' · ')}
              </p>
              <p className="text-xs break-words text-muted">{why}</p>
            </div>
            {action !== undefined && (
              <Button
                variant="ghost"
                size="small"
                aria-label={`${action.name} ${name}`}
                onClick={() => action.onAct(id)}
              >
                <action.Icon aria-hidden />
                {action.name}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <More shown={tools.length} total={total} />
    </Disclosure>
  );
}

/** Tools that are named and that the catalogue does not have. */
export function UnknownTools({ toolIds }: { toolIds: readonly string[] }) {
  if (toolIds.length === 0) return null;
  return (
    <Disclosure title={`Not in the catalogue (${count(toolIds.length)})`}>
      <ul className="flex flex-col gap-1">
        {toolIds.map((toolId) => (
          <li key={toolId} className="text-[0.8125rem] break-all">
            {partsOfToolId(toolId).operation}
          </li>
        ))}
      </ul>
      <p className="mt-1.5 text-xs text-muted">They count as soon as a source has them.</p>
    </Disclosure>
  );
}

/** The events that saving would write, in their order. */
export function PreviewEvents({ events, isOpen }: { events: GroupPreview['events']; isOpen: boolean }) {
  if (events === null || events.total === 0) return null;
  return (
    <Disclosure title={`Events it writes (${count(events.total)})`} isOpen={isOpen}>
      <ol aria-label="Events" className="flex max-h-80 flex-col gap-1.5 overflow-y-auto">
        {events.items.map((event, at) => (
          <li key={`${at + 1}`} className="text-xs">
            <code className="font-mono break-all">{event.type}</code>
            <p className="break-words text-muted">{eventWords(event)}</p>
          </li>
        ))}
      </ol>
      <More shown={events.items.length} total={events.total} />
      <p className="mt-1.5 text-xs text-muted">All in one append: all of them or none.</p>
    </Disclosure>
  );
}

function Disclosure({
  title,
  isOpen = false,
  children,
}: {
  title: string;
  isOpen?: boolean;
  children: ReactNode;
}) {
  return (
    <details open={isOpen} className="group py-2">
      <summary className="flex min-h-7 list-none items-center gap-1.5 rounded-md text-[0.8125rem] font-medium [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 text-muted transition-transform group-open:rotate-90" />
        {title}
      </summary>
      <div className="pt-1.5 pl-5.5">{children}</div>
    </details>
  );
}

function More({ shown, total }: { shown: number; total: number }) {
  if (shown >= total) return null;
  return <p className="mt-1.5 text-xs text-muted">and {counted(total - shown, 'more', 'more')}</p>;
}

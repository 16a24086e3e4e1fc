import type { HistoryChange } from '@tools-provider/contracts';
import type { RecordedEvent } from '@tools-provider/event-sourcing';
import { escaped } from './changes-between.ts';

/** What follows from an event's type alone. */
const IMPLIED: Readonly<Record<string, object>> = {
  'tool.discovered.v1': { status: 'active', isEnabled: true },
  'tool.deprecated.v1': { status: 'deprecated', isEnabled: false },
  'tool.restored.v1': { status: 'active', isEnabled: true },
  'tool.enabled.v1': { isEnabled: true },
  'tool.disabled.v1': { isEnabled: false },
};

/** Who and when stand in the entry; a definition is as large as it likes, and its hash says that it is another. */
const isTold = (name: string): boolean =>
  name !== 'toolId' && name !== 'definition' && !/(At|By)$/.test(name);

/** What an event of a source says of one of its tools, at `/tools/{toolId}`; nothing where it says nothing of one. */
export function toolChanges({ type, data }: RecordedEvent): HistoryChange[] {
  const { toolId } = data as { readonly toolId?: unknown };
  if (typeof toolId !== 'string') return [];
  const said = Object.fromEntries(Object.entries(data as object).filter(([name]) => isTold(name)));
  const told = { ...IMPLIED[type], ...said };
  const path = `/tools/${escaped(toolId)}`;
  return [type === 'tool.label.removed.v1' ? { path, before: told } : { path, after: told }];
}

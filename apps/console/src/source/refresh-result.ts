import type { History, WrittenSource } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';
import { counted } from '../time/numbers.ts';

/** What a refresh has done to a source's tools. */
export interface RefreshResult {
  readonly revision: number;
  readonly discovered: number;
  readonly changed: number;
  readonly deprecated: number;
  readonly restored: number;
  /** Whether these are all: what more there is stands in the history. */
  readonly isComplete: boolean;
}

/** Of longer refreshes only so many events are counted. */
const COUNTED_EVENTS = 500;

const counters = {
  'tool.discovered.v1': 'discovered',
  'tool.definition.updated.v1': 'changed',
  'tool.deprecated.v1': 'deprecated',
  'tool.restored.v1': 'restored',
} as const;

/** Counts what the log tells of a source's tools after the revision `before`. */
export async function refreshResultOf(
  api: Api,
  { id, revision }: Pick<WrittenSource, 'id' | 'revision'>,
  before: number,
): Promise<RefreshResult> {
  const nothing = { revision, discovered: 0, changed: 0, deprecated: 0, restored: 0, isComplete: true };
  if (revision <= before) return nothing;
  const { items, next } = await api<History>(
    `/api/v1/sources/${encodeURIComponent(id)}/history?limit=${COUNTED_EVENTS}`,
  );
  const since = items.filter((entry) => entry.revision > before && entry.revision <= revision);
  const countOf = (counter: string) =>
    since.filter(({ type }) => counters[type as keyof typeof counters] === counter).length;
  return {
    revision,
    discovered: countOf('discovered'),
    changed: countOf('changed'),
    deprecated: countOf('deprecated'),
    restored: countOf('restored'),
    isComplete: next === undefined || since.length < items.length,
  };
}

/** `3 new tools, 1 changed, 2 gone`; that nothing was, when nothing was. */
export function refreshWords({
  discovered,
  changed,
  deprecated,
  restored,
  isComplete,
}: RefreshResult): string {
  const parts = [
    ...(discovered === 0 ? [] : [`${counted(discovered, 'new tool')}`]),
    ...(changed === 0 ? [] : [`${counted(changed, 'changed tool')}`]),
    ...(deprecated === 0 ? [] : [`${counted(deprecated, 'tool')} gone`]),
    ...(restored === 0 ? [] : [`${counted(restored, 'tool')} back again`]),
  ];
  if (parts.length === 0) return 'Nothing is new: the source has what it had';
  const words = new Intl.ListFormat('en-GB').format(parts);
  return isComplete ? words : `${words}, and more that is in its history`;
}

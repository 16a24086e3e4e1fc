import type { GroupPreview, PreviewedEvent } from '@tools-provider/contracts';
import { partsOfToolId } from '../../tool/tool-name.ts';
import { criteriaOf } from '../selector-words.ts';

type Reason = GroupPreview['joining'][number]['after'][number];

const CRITERIA: Record<GroupPreview['nearMisses'][number]['criterion'], string> = {
  source: 'source',
  name: 'name',
  path: 'path',
  method: 'method',
  'required-tags': 'required tags',
  'excluded-tags': 'excluded tags',
  'required-labels': 'required labels',
};

const OBSTACLES = {
  'unknown-tool': 'the catalogue does not have it',
  deprecated: 'its source no longer has it',
  disabled: 'it is disabled',
  'source-disabled': 'its source is disabled',
} as const;

/** How a preview names a selector: by its number in the editor, which is its place in `selectorIds`. */
export function selectorName(selectorIds: readonly string[], id: string): string {
  const at = selectorIds.indexOf(id);
  return at < 0 ? `selector ${id}` : `selector ${at + 1}`;
}

/** Why a tool joins. */
export function joiningWords(reasons: readonly Reason[], selectorIds: readonly string[]): string {
  const words = reasons.flatMap((reason) => {
    if (reason.kind === 'matched') return [selectorName(selectorIds, reason.selectorId)];
    return reason.kind === 'included' ? ['always in'] : [];
  });
  return `by ${listed(words)}`;
}

/** Why a tool leaves. */
export function leavingWords(reasons: readonly Reason[]): string {
  const words = reasons.flatMap((reason) => {
    if (reason.kind === 'excluded') return ['it is never in'];
    return reason.kind in OBSTACLES ? [OBSTACLES[reason.kind as keyof typeof OBSTACLES]] : [];
  });
  return words.length === 0 ? 'nothing selects it any more' : listed(words);
}

/** What keeps a tool out that is nearly in. */
export function nearMissWords(
  { selectorId, criterion }: GroupPreview['nearMisses'][number],
  selectorIds: readonly string[],
): string {
  return `${selectorName(selectorIds, selectorId)}, but for its ${CRITERIA[criterion]}`;
}

/** What an event says that saving would write, in a few words. */
export function eventWords({ type, data }: PreviewedEvent): string {
  const text = (name: string) => (typeof data[name] === 'string' ? (data[name] as string) : '');
  const tool = partsOfToolId(text('toolId')).operation;
  switch (type) {
    case 'group.created.v1':
      return text('name');
    case 'group.updated.v1':
      return [
        'name' in data ? `name: ${text('name')}` : '',
        'description' in data ? `description: ${text('description') || 'none'}` : '',
      ]
        .filter(Boolean)
        .join(', ');
    case 'group.selector.added.v1':
      return (
        criteriaOf((data.selector ?? {}) as object)
          .map(({ subject, value }) => `${subject} ${value}`)
          .join(' and ') || 'every enabled tool'
      );
    case 'group.selector.removed.v1':
      return text('selectorId');
    case 'group.tool.excluded.v1':
      return text('reason') === '' ? tool : `${tool}: ${text('reason')}`;
    case 'group.deactivated.v1':
      return text('reason');
    default:
      return tool;
  }
}

function listed(words: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(words);
}

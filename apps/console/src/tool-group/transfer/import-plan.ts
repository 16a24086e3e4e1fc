import type { GroupPreview, Problem, ReplaceToolGroupBody, ToolGroup } from '@tools-provider/contracts';
import type { Api } from '../../api-client/api.ts';
import { type FieldErrors, fieldErrorsOf } from '../../api-client/field-errors.ts';
import { problemOf } from '../../api-client/problem-error.ts';
import type { ChangeWords } from '../../history/change-words.ts';
import { definitionOf, differenceWords, previewOf } from '../definition.ts';
import type { TransferredGroup } from './transfer-file.ts';

/** What importing would do with one group of a file. */
export type PlannedGroup = { readonly name: string } & (
  | {
      readonly kind: 'create';
      /** null: the api gives it one, because the one in the file is that of a group that was deleted, or there is none. */
      readonly id: string | null;
      readonly definition: ReplaceToolGroupBody;
      readonly preview: GroupPreview;
      readonly note: string | null;
    }
  | {
      readonly kind: 'change';
      readonly id: string;
      /** The revision that the change was decided on. */
      readonly revision: number;
      readonly definition: ReplaceToolGroupBody;
      readonly preview: GroupPreview;
      readonly changes: readonly ChangeWords[];
      readonly note: string | null;
    }
  | { readonly kind: 'unchanged'; readonly id: string; readonly revision: number }
  | { readonly kind: 'wrong'; readonly errors: FieldErrors; readonly problem: Problem | null }
);

interface Planning {
  readonly api: Api;
  readonly signal: AbortSignal;
  /** Only an admin may take the need of an approval away. */
  readonly mayWaiveApproval: boolean;
}

/** Finds out what importing a group would do, without doing it. The api judges the definition, and says what it would write. */
export async function planGroup(group: TransferredGroup, planning: Planning): Promise<PlannedGroup> {
  const { name } = group;
  if (group.kind === 'wrong') return { name, kind: 'wrong', errors: group.errors, problem: null };
  try {
    return await planReadable(group, planning);
  } catch (error) {
    const problem = problemOf(error);
    if (problem === undefined || planning.signal.aborted) throw error;
    return { name, kind: 'wrong', errors: fieldErrorsOf(problem), problem };
  }
}

async function planReadable(
  { name, id, revision: exported, definition }: Extract<TransferredGroup, { kind: 'readable' }>,
  { api, signal, mayWaiveApproval }: Planning,
): Promise<PlannedGroup> {
  const preview = (toolGroupId?: string) =>
    api<GroupPreview>('/api/v1/tool-groups/preview', {
      method: 'POST',
      body: { ...previewOf(definition, toolGroupId), limit: 1 },
      signal,
    });
  const found = id === null ? 'none' : await find(api, id, signal);
  if (typeof found === 'string') {
    const wasDeleted = found === 'deleted';
    const note = wasDeleted ? 'It was deleted here, so it would be a new one under another id.' : null;
    return { name, kind: 'create', id: wasDeleted ? null : id, definition, preview: await preview(), note };
  }
  if (found.requiresApproval && definition.requiresApproval === false && !mayWaiveApproval) {
    const errors = { requiresApproval: 'Only an admin may take the need of an approval away.' };
    return { name, kind: 'wrong', errors, problem: null };
  }
  const judged = await preview(found.id);
  const { revision } = found;
  if (judged.events?.total === 0) return { name, kind: 'unchanged', id: found.id, revision };
  const changes = differenceWords(definitionOf(found), definition);
  const note =
    exported === null || exported === revision
      ? null
      : `It was exported at v${exported} and is at v${revision} now.`;
  return { name, kind: 'change', id: found.id, revision, definition, preview: judged, changes, note };
}

async function find(api: Api, id: string, signal: AbortSignal): Promise<ToolGroup | 'none' | 'deleted'> {
  try {
    return await api<ToolGroup>(`/api/v1/tool-groups/${encodeURIComponent(id)}`, { signal });
  } catch (error) {
    const problem = problemOf(error);
    if (problem?.status === 410) return 'deleted';
    // What is written and not shown yet is another thing: nobody can say what a change would do to it.
    if (problem?.code === 'tool-group-not-found') return 'none';
    throw error;
  }
}

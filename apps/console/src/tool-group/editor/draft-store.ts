import '../../api-client/no-eval.ts';
import { createToolGroupBody, replaceToolGroupBody, writtenToolGroup } from '@tools-provider/contracts';
import { z } from 'zod';
import { keptPlace } from '../../session/kept-in-tab.ts';
import { groupDraft } from './group-draft.ts';

/** Something that was sent to be saved and of which nobody knows yet what came of it, with the key it is known by. */
const sentWish = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('create'), key: z.uuid(), body: createToolGroupBody }),
  z.object({
    kind: z.literal('replace'),
    key: z.uuid(),
    id: z.string(),
    ifMatch: z.int(),
    body: replaceToolGroupBody,
    /** What the body takes the place of. */
    before: replaceToolGroupBody,
  }),
]);

export type SentWish = z.infer<typeof sentWish>;

const keptDraft = z.object({
  draft: groupDraft,
  /** The group that the draft was begun with; null for a new one. */
  base: writtenToolGroup.nullable(),
  sent: sentWish.nullable(),
});

/** What is kept of an editor while it is not saved. */
export type KeptDraft = z.infer<typeof keptDraft>;

/** Where a person's draft of a group is kept: in this tab, until it is closed. */
export function draftPlace(person: string, groupId: string | undefined): string {
  return keptPlace(person, `draft:${groupId ?? 'new'}`);
}

/** The draft that is kept there; undefined when there is none that this version understands. */
export function readDraft(place: string): KeptDraft | undefined {
  try {
    const text = window.sessionStorage.getItem(place);
    return text === null ? undefined : keptDraft.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Keeps a draft. Where the browser keeps nothing, it is lost with the page, as without this. */
export function keepDraft(place: string, draft: KeptDraft): void {
  try {
    window.sessionStorage.setItem(place, JSON.stringify(draft));
  } catch {
    // Full, or not allowed.
  }
}

/** Forgets the draft that is kept there. */
export function dropDraft(place: string): void {
  try {
    window.sessionStorage.removeItem(place);
  } catch {
    // Not allowed.
  }
}

import '../../api-client/no-eval.ts';
import { createToolGroupBody, replaceToolGroupBody, type WrittenToolGroup } from '@tools-provider/contracts';
import { definitionOf } from '../definition.ts';
import type { SentWish } from './draft-store.ts';
import { creationOf, type GroupDraft, replacementOf } from './group-draft.ts';

type Wish =
  | { readonly success: true; readonly sent: SentWish }
  | {
      readonly success: false;
      readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
    };

/** The wish to save a draft over the group it was begun with, or as a new one: under a key of its own, and checked. */
export function wishOf(base: WrittenToolGroup | null, draft: GroupDraft): Wish {
  const key = crypto.randomUUID();
  if (base === null) {
    const body = createToolGroupBody.safeParse(creationOf(crypto.randomUUID(), draft));
    if (!body.success) return { success: false, issues: body.error.issues };
    return { success: true, sent: { kind: 'create', key, body: body.data } };
  }
  const body = replaceToolGroupBody.safeParse(replacementOf(draft));
  if (!body.success) return { success: false, issues: body.error.issues };
  const { id, revision: ifMatch } = base;
  const before = definitionOf(base);
  return { success: true, sent: { kind: 'replace', key, id, ifMatch, body: body.data, before } };
}

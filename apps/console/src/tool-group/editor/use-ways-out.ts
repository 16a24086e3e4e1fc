'use client';

import { useRouter } from 'next/navigation';
import { useMe } from '../../session/me.tsx';
import { draftPlace, dropDraft, keepDraft } from './draft-store.ts';
import type { GroupDraft } from './group-draft.ts';

interface WaysOutOptions {
  /** Where the draft of the group is kept. */
  readonly place: string | null;
  readonly draft: GroupDraft;
  /** Called before either: nobody is asked whether they want to leave. */
  readonly onTaken: () => void;
}

/** What can be done with what was typed about a group that is no more: it becomes the draft of a new one, or is given up. */
export function useWaysOut({ place, draft, onTaken }: WaysOutOptions) {
  const router = useRouter();
  const person = useMe().id;
  const forget = () => {
    onTaken();
    if (place !== null) dropDraft(place);
  };
  return {
    copy: () => {
      forget();
      keepDraft(draftPlace(person, undefined), { draft, base: null, sent: null });
      router.push('/tool-groups/new');
    },
    leave: () => {
      forget();
      router.push('/tool-groups');
    },
  };
}

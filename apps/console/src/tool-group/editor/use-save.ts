'use client';

import { useQueryClient } from '@tanstack/react-query';
import type { Me, Problem, WrittenToolGroup } from '@tools-provider/contracts';
import { useState } from 'react';
import { type Api, underKey } from '../../api-client/api.ts';
import { browserApi } from '../../api-client/browser-api.ts';
import { problemOf } from '../../api-client/problem-error.ts';
import { isUnanswered } from '../../api-client/wish-keys.ts';
import { useCommand } from '../../live/use-command.ts';
import { useMe } from '../../session/me.tsx';
import { mayWaiveApproval } from '../../session/permissions.ts';
import { toolGroupCommands } from '../commands.ts';
import { pastToolGroupQuery } from '../queries.ts';
import type { SentWish } from './draft-store.ts';

/** What became of the wish to save. `unknown`: nobody answered, so it may or may not be written. */
export type Saving =
  | { readonly kind: 'editing' }
  | { readonly kind: 'sending'; readonly sent: SentWish }
  | { readonly kind: 'unknown'; readonly sent: SentWish; readonly problem: Problem | undefined }
  | { readonly kind: 'overtaken'; readonly theirs: WrittenToolGroup };

interface SaveOptions {
  /** What was sent before the page was loaded again, if nobody knows what came of it. */
  readonly before: SentWish | null;
  readonly onSent: (sent: SentWish | null) => void;
  readonly onWritten: (written: WrittenToolGroup, sent: SentWish) => void;
  readonly onRefused: (error: unknown) => void;
}

/**
 * Saves a whole definition by one request. What gets no answer keeps its key until it is answered, however long that takes and although the
 * page is loaded again, so that sending it again cannot do it twice. What somebody else overtook is not lost: it is answered with theirs.
 */
export function useSave({ before, onSent, onWritten, onRefused }: SaveOptions) {
  const client = useQueryClient();
  const [saving, setSaving] = useState<Saving>(
    before === null ? { kind: 'editing' } : { kind: 'unknown', sent: before, problem: undefined },
  );
  const me = useMe();
  const command = useCommand({
    aggregate: 'tool-group',
    send: sendWish,
    done: ({ name, revision }: WrittenToolGroup) => `“${name}” saved as v${revision}`,
    undo: (written, sent) => undoingOf(written, sent, me),
    showsProblems: true,
  });
  const showTheirs = async (id: string, revision: number) => {
    const theirs = await client.query(pastToolGroupQuery(browserApi, id, revision));
    setSaving({ kind: 'overtaken', theirs });
  };
  const send = async (sent: SentWish) => {
    setSaving({ kind: 'sending', sent });
    onSent(sent);
    try {
      const written = await command.mutateAsync(sent);
      onWritten(written, sent);
    } catch (error) {
      if (isUnanswered(error)) return setSaving({ kind: 'unknown', sent, problem: problemOf(error) });
      onSent(null);
      setSaving({ kind: 'editing' });
      const current = problemOf(error)?.currentRevision;
      if (sent.kind === 'create' || problemOf(error)?.status !== 412 || current === undefined) {
        return onRefused(error);
      }
      await showTheirs(sent.id, current).catch(onRefused);
    }
  };
  return {
    saving,
    send,
    /** Compares with the group as it is at a revision. */
    compare: (id: string, revision: number) => showTheirs(id, revision).catch(onRefused),
    goOn: () => setSaving({ kind: 'editing' }),
  };
}

/** The definition before, as long as nobody has changed the group since; not where it takes an admin to bring that back. */
function undoingOf({ id, revision }: WrittenToolGroup, sent: SentWish, me: Me) {
  if (sent.kind === 'create') return undefined;
  const { before, body } = sent;
  if (before.requiresApproval === false && body.requiresApproval === true && !mayWaiveApproval(me)) {
    return undefined;
  }
  return {
    send: (api: Api) => toolGroupCommands(api).replace(id, revision, before),
    done: (undone: { readonly revision: number }) => `As it was before, saved as v${undone.revision}`,
  };
}

function sendWish(sent: SentWish): Promise<WrittenToolGroup> {
  const commands = toolGroupCommands(underKey(browserApi, sent.key));
  return sent.kind === 'create'
    ? commands.create(sent.body)
    : commands.replace(sent.id, sent.ifMatch, sent.body);
}

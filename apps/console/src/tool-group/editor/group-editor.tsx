'use client';

import type { ToolGroup } from '@tools-provider/contracts';
import { useState } from 'react';
import { useAlive } from '../../components/ui/use-alive.ts';
import { useMe } from '../../session/me.tsx';
import { draftPlace, dropDraft, readDraft } from './draft-store.ts';
import { EditorForm } from './editor-form.tsx';

/** The editor of a whole definition: of a group that is there, or of a new one. It goes on with what this tab has kept of it. */
export function GroupEditor({ group }: { group?: ToolGroup | undefined }) {
  // What is kept is known in the browser only; until then the page is as the server has painted it.
  const isAlive = useAlive();
  return <Opened key={String(isAlive)} group={group} isAlive={isAlive} />;
}

function Opened({ group, isAlive }: { group: ToolGroup | undefined; isAlive: boolean }) {
  const place = draftPlace(useMe().id, group?.id);
  const [opening, setOpening] = useState(() => ({
    number: 1,
    kept: isAlive ? readDraft(place) : undefined,
  }));
  return (
    <EditorForm
      key={opening.number}
      group={group}
      kept={opening.kept}
      // Nothing may be kept or forgotten before what is kept was read.
      place={isAlive ? place : null}
      onDiscard={() => {
        dropDraft(place);
        setOpening(({ number }) => ({ number: number + 1, kept: undefined }));
      }}
    />
  );
}

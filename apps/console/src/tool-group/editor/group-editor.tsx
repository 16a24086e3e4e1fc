'use client';

import type { ToolGroup } from '@tools-provider/contracts';
import { useState } from 'react';
import { useAlive } from '../../components/ui/use-alive.ts';
import { useMe } from '../../session/me.tsx';
import { draftPlace, dropDraft, readDraft } from './draft-store.ts';
import { EditorForm } from './editor-form.tsx';

interface GroupEditorProps {
  readonly group?: ToolGroup | undefined;
  /** Whether the group was deleted since it is edited. */
  readonly isDeleted?: boolean;
}

/** The editor of a whole definition: of a group that is there, or of a new one. It goes on with what this tab has kept of it. */
export function GroupEditor({ group, isDeleted = false }: GroupEditorProps) {
  // What is kept is known in the browser only; until then the page is as the server has painted it.
  const isAlive = useAlive();
  return <Opened key={String(isAlive)} group={group} isDeleted={isDeleted} isAlive={isAlive} />;
}

function Opened({
  group,
  isDeleted,
  isAlive,
}: {
  group: ToolGroup | undefined;
  isDeleted: boolean;
  isAlive: boolean;
}) {
  const place = draftPlace(useMe().id, group?.id);
  const [opening, setOpening] = useState(() => ({
    number: 1,
    kept: isAlive ? readDraft(place) : undefined,
  }));
  return (
    <EditorForm
      key={opening.number}
      group={group}
      isDeleted={isDeleted}
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

'use client';

import { useForm, useStore } from '@tanstack/react-form';
import type { ToolGroup, WrittenToolGroup } from '@tools-provider/contracts';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { errorOf } from '../../api-client/error-of.ts';
import { useFormProblem } from '../../api-client/use-form-problem.ts';
import { ConfirmDialog } from '../../components/ui/confirm-dialog.tsx';
import { FormProblem } from '../../components/ui/notices.tsx';
import { useCreated, useKnownRevision } from '../../live/live-provider.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { DetailsSection } from './details-section.tsx';
import { dropDraft, type KeptDraft, keepDraft } from './draft-store.ts';
import { ChangedMeanwhile, DeletedMeanwhile, RestoredDraft, UnknownOutcome } from './editor-notices.tsx';
import { ExcludedSection } from './excluded-section.tsx';
import {
  draftOf,
  excluded,
  type GroupDraft,
  included,
  isSameDraft,
  newGroupDraft,
  previewBodyOf,
  withoutBlanks,
} from './group-draft.ts';
import { NamedToolsSection } from './named-tools-section.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { ReviewDialog } from './review-dialog.tsx';
import { SaveBar } from './save-bar.tsx';
import { SelectorsSection } from './selectors-section.tsx';
import { useKept, useRepeating } from './use-kept.ts';
import { useLeaveGuard } from './use-leave-guard.ts';
import { usePreview } from './use-preview.ts';
import { useSave } from './use-save.ts';
import { useWaysOut } from './use-ways-out.ts';
import { wishOf } from './wish-of.ts';

interface EditorFormProps {
  readonly group: ToolGroup | undefined;
  /** Whether the group is no more: it was deleted while it is edited. */
  readonly isDeleted: boolean;
  readonly kept: KeptDraft | undefined;
  /** Where the draft is kept; null while nothing is to be kept. */
  readonly place: string | null;
  readonly onDiscard: () => void;
}

/** Everything of a definition at once, what saving it would do, and what comes of saving it. */
export function EditorForm({ group, isDeleted, kept, place, onDiscard }: EditorFormProps) {
  const router = useRouter();
  const created = useCreated();
  const trouble = useFormProblem();
  const [base, setBase] = useState<WrittenToolGroup | null>(kept?.base ?? group ?? null);
  const [begun] = useState(() => kept?.draft ?? (base === null ? newGroupDraft() : draftOf(base)));
  const form = useForm({ defaultValues: begun });
  const draft = useStore(form.store, ({ values }) => values);
  const [isReviewing, setIsReviewing] = useState(false);
  const [isDone, setIsDone] = useState(false);
  const change = (patch: Partial<GroupDraft>) =>
    form.reset({ ...form.state.values, ...patch }, { keepDefaultValues: true });
  const home = base === null ? '/tool-groups' : (`/tool-groups/${base.id}` as const);

  const { saving, send, compare, goOn } = useSave({
    before: kept?.sent ?? null,
    onSent: (sent) => place !== null && keepDraft(place, { draft, base, sent }),
    onWritten: (written, sent) => {
      if (place !== null) dropDraft(place);
      setIsDone(true);
      setIsReviewing(false);
      if (sent.kind === 'create') created.add('tool-group', written);
      router.push(`/tool-groups/${written.id}`);
    },
    onRefused: (error) => {
      setIsReviewing(false);
      trouble.fail(error);
    },
  });
  const sent = saving.kind === 'sending' || saving.kind === 'unknown' ? saving.sent : null;
  const isChanged = !isSameDraft(draft, base === null ? newGroupDraft() : draftOf(base));
  useKept({ place, draft, base, sent, isWorthIt: !isDone && (isChanged || sent !== null) });
  useRepeating(saving.kind === 'unknown' ? saving.sent : null, send);
  const guard = useLeaveGuard(isChanged && !isDone);
  const isGone = isDeleted || trouble.problem?.status === 410;
  const waysOut = useWaysOut({ place, draft, onTaken: () => setIsDone(true) });
  const preview = usePreview(previewBodyOf(isGone ? undefined : base?.id, draft), group?.revision ?? null);
  const unknownIds = preview.data?.unknownToolIds ?? [];
  const isLocked = sent !== null || isDone;
  const known = useKnownRevision('tool-group', base?.id ?? '');
  const now = Math.max(known?.head ?? -1, group?.revision ?? -1);

  const save = () => {
    const wish = wishOf(base, draft);
    if (!wish.success) {
      setIsReviewing(false);
      return trouble.refuse(wish.issues);
    }
    trouble.clear();
    void send(wish.sent);
  };
  const submit = () => {
    // What is blank goes from the form, too, so that complaints find their fields.
    change(withoutBlanks(draft));
    const wish = wishOf(base, draft);
    if (!wish.success) return trouble.refuse(wish.issues);
    trouble.clear();
    if (base === null) void send(wish.sent);
    else setIsReviewing(true);
  };
  return (
    <>
      <form
        ref={trouble.form}
        noValidate
        aria-label={base === null ? 'New tool group' : 'Edit tool group'}
        // What gets the focus must not end up under the bar.
        className="flex flex-col gap-(--between) [&_:is(input,textarea,select,button)]:scroll-mb-24"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {isGone ? (
          <DeletedMeanwhile onCopy={waysOut.copy} onLeave={waysOut.leave} />
        ) : (
          <FormProblem problem={trouble.problem} />
        )}
        {saving.kind === 'unknown' && (
          <UnknownOutcome problem={saving.problem} onRepeat={() => void send(saving.sent)} />
        )}
        {kept !== undefined && sent === null && !isDone && isChanged && (
          <RestoredDraft onDiscard={onDiscard} />
        )}
        {base !== null && now > base.revision && !isLocked && !isGone && (
          <ChangedMeanwhile
            began={base.revision}
            now={now}
            isBusy={saving.kind !== 'editing'}
            onCompare={() => void compare(base.id, now)}
          />
        )}
        <div className="grid items-start gap-(--between) xl:grid-cols-[minmax(0,1fr)_22rem]">
          <fieldset
            disabled={isLocked}
            className="flex min-w-0 flex-col gap-(--between) [&:disabled_input]:opacity-60 [&:disabled_textarea]:opacity-60"
          >
            <legend className="sr-only">Definition</legend>
            <DetailsSection
              name={draft.name}
              description={draft.description}
              requiresApproval={draft.requiresApproval}
              wasRequired={base?.requiresApproval ?? false}
              errors={trouble.errors}
              onChange={change}
            />
            <SelectorsSection
              selectors={draft.selectors}
              errors={trouble.errors}
              onChange={(selectors) => change({ selectors })}
            />
            <NamedToolsSection
              title="Always in"
              description="In the group whatever the selectors say. They need not exist yet."
              pick="Choose tools"
              toolIds={draft.explicitToolIds}
              unknownIds={unknownIds}
              error={errorOf(trouble.errors, 'explicitToolIds')}
              onChange={(explicitToolIds) => change({ explicitToolIds })}
            />
            <ExcludedSection
              excluded={draft.excludedTools}
              unknownIds={unknownIds}
              errors={trouble.errors}
              onChange={(excludedTools) => change({ excludedTools })}
            />
          </fieldset>
          <aside aria-label="Preview" className="min-w-0 xl:sticky xl:top-6">
            <PreviewPanel
              preview={preview}
              isActive={base?.isActive ?? (draft.requiresApproval ? false : null)}
              onInclude={(toolId) => change(included(draft, toolId))}
              onExclude={(toolId) => change(excluded(draft, toolId))}
            />
          </aside>
        </div>
        <SaveBar
          words={
            isGone ? 'Deleted meanwhile' : barWords({ isNew: base === null, isChanged, saving: saving.kind })
          }
          submit={base === null ? 'Create tool group' : 'Review and save'}
          isBusy={saving.kind === 'sending'}
          canSubmit={!isLocked && !isGone && (isChanged || base === null)}
          onCancel={() => (isChanged && !isDone ? guard.ask(home) : router.push(home))}
        />
      </form>
      <ReviewDialog
        isOpen={isReviewing && saving.kind !== 'unknown' && saving.kind !== 'overtaken'}
        name={draft.name.trim()}
        preview={preview}
        isActive={base?.isActive ?? null}
        isBusy={saving.kind === 'sending'}
        onClose={() => setIsReviewing(false)}
        onSave={save}
      />
      {saving.kind === 'overtaken' && base !== null && (
        <ConflictDialog
          base={base}
          theirs={saving.theirs}
          yours={draft}
          onClose={goOn}
          onMerged={(merged) => {
            change(merged);
            setBase(saving.theirs);
            goOn();
          }}
        />
      )}
      <ConfirmDialog
        isOpen={guard.leaving !== null}
        onOpenChange={guard.stay}
        title="Leave without saving?"
        confirm="Leave"
        onConfirm={guard.leave}
      >
        Nothing of what you changed is saved. This tab keeps it for when you come back.
      </ConfirmDialog>
    </>
  );
}

function barWords({
  isNew,
  isChanged,
  saving,
}: {
  isNew: boolean;
  isChanged: boolean;
  saving: string;
}): string {
  if (saving === 'unknown') return 'Not known whether it was saved';
  if (saving === 'sending') return 'Saving…';
  if (!isChanged) return isNew ? 'Nothing is filled in yet' : 'No changes';
  return 'Not saved yet';
}

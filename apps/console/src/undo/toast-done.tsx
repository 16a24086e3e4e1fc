'use client';

import { toastProblem } from '../api-client/toast-problem.ts';
import { isUnanswered } from '../api-client/wish-keys.ts';
import { toast } from '../components/ui/toast.ts';
import { type UndoOffer, undoOffers } from './offers.ts';
import { UndoButton } from './undo-button.tsx';

const NOTED_MS = 4_000;

/** The way back from what was done. */
export interface Undo {
  /** What it is about, such as an aggregate: when something newer can be undone about the same, this cannot any more. */
  readonly subject: string;
  /** Takes it back, by a command of its own, and gives the words that say so. Called again, under the same key, when nobody answered. */
  run(): Promise<string>;
}

/**
 * Says what was done. With `undo` the message has a button that takes it back, for eight seconds that stand still while
 * somebody is at the messages; the key Z presses the newest one.
 */
export function toastDone(words: string, { undo }: { readonly undo?: Undo | undefined } = {}): void {
  if (undo === undefined) toast.success(words);
  else offer(words, 'Undo', undo, 'success');
}

function offer(words: string, label: string, undo: Undo, tone: 'success' | 'warning'): void {
  const id = crypto.randomUUID();
  const stay = () => toast[tone](words, { id, duration: NOTED_MS, action: null });
  const current: UndoOffer = {
    subject: undo.subject,
    take: () => {
      undoOffers.close(current);
      void takeBack(id, words, undo);
    },
    withdraw: stay,
  };
  undoOffers.add(current);
  toast[tone](words, {
    id,
    duration: Number.POSITIVE_INFINITY,
    onDismiss: () => undoOffers.close(current),
    action: (
      <UndoButton
        label={label}
        onTake={current.take}
        onPassed={() => {
          undoOffers.close(current);
          toast.dismiss(id);
        }}
      />
    ),
  });
}

async function takeBack(id: string, words: string, undo: Undo): Promise<void> {
  toast.loading(`Undoing: ${words}`, { id, action: null });
  try {
    const undone = await undo.run();
    toast.success(undone, { id, duration: NOTED_MS, action: null });
  } catch (error) {
    toast.dismiss(id);
    if (isUnanswered(error)) {
      offer('No answer: it is not known whether it was undone.', 'Try again', undo, 'warning');
    } else toastProblem(error, 'Not undone');
  }
}

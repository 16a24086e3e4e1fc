'use client';

import { problemOf } from '../../api-client/problem-error.ts';
import { Button } from '../../components/ui/button.tsx';
import { cn } from '../../components/ui/cn.ts';
import { Dialog } from '../../components/ui/dialog.tsx';
import { FormProblem } from '../../components/ui/notices.tsx';
import { counted } from '../../time/numbers.ts';
import { ForAgents, PreviewLists, Totals } from './preview-panel.tsx';
import type { LivePreview } from './use-preview.ts';

interface ReviewDialogProps {
  readonly isOpen: boolean;
  readonly name: string;
  readonly preview: LivePreview;
  readonly isActive: boolean | null;
  readonly isBusy: boolean;
  readonly onClose: () => void;
  readonly onSave: () => void;
}

/** The last look before a definition is saved: what it does to the tools, and what it writes. */
export function ReviewDialog(props: ReviewDialogProps) {
  const { isOpen, name, preview, isActive, isBusy, onClose, onSave } = props;
  const { data, error, isCurrent } = preview;
  const events = data?.events?.total ?? 0;
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onClose}
      title={`Save “${name}”?`}
      description={
        isCurrent && events > 0
          ? `${counted(events, 'event')} in one append: all of it or nothing.`
          : undefined
      }
    >
      <div className="flex flex-col gap-4">
        {error !== null && (
          <>
            <FormProblem problem={problemOf(error)} />
            <p className="text-sm text-muted">What it would do is not known. It can be saved all the same.</p>
          </>
        )}
        {data !== undefined && error === null && (
          <div aria-busy={!isCurrent} className={cn('flex flex-col gap-3', !isCurrent && 'opacity-55')}>
            <Totals preview={data} isCurrent={isCurrent} />
            <ForAgents preview={data} isActive={isActive} />
            <PreviewLists preview={data} isFinal />
          </div>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Go on editing</Button>
          <Button variant="primary" disabled={isBusy || (!isCurrent && error === null)} onClick={onSave}>
            {isBusy ? 'Saving…' : 'Save'}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

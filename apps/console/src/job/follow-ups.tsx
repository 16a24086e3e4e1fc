'use client';

import type { CreateJobBody, Job } from '@tools-provider/contracts';
import { RotateCcw, Undo2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { toastProblem } from '../api-client/toast-problem.ts';
import { Button } from '../components/ui/button.tsx';
import { count } from '../time/numbers.ts';
import { BulkDialog } from './bulk-dialog.tsx';
import { jobItemIds } from './queries.ts';
import { bodyLike, canBeUndone, type JobOutcome } from './words.ts';

/** What can be asked for after a job: that what went wrong is tried again, or that what it did is taken back. */
export function FollowUps({ job }: { job: Job }) {
  const router = useRouter();
  const [body, setBody] = useState<CreateJobBody | null>(null);
  const [isReading, setIsReading] = useState(false);
  const again = job.counts.refused + job.counts.failed;
  const ask = async (outcomes: readonly JobOutcome[], isUndone: boolean) => {
    setIsReading(true);
    try {
      const ids = await jobItemIds(browserApi, job.id, outcomes);
      setBody(bodyLike(job, ids, isUndone) ?? null);
    } catch (error) {
      toastProblem(error);
    } finally {
      setIsReading(false);
    }
  };
  return (
    <>
      {again > 0 && (
        <Button disabled={isReading} onClick={() => void ask(['refused', 'failed'], false)}>
          <RotateCcw aria-hidden />
          Try {count(again)} again
        </Button>
      )}
      {canBeUndone(job) && job.counts.done > 0 && (
        <Button disabled={isReading} onClick={() => void ask(['done'], true)}>
          <Undo2 aria-hidden />
          Undo {count(job.counts.done)}
        </Button>
      )}
      <BulkDialog
        body={body}
        explanation="This is a job of its own. What others have changed since is changed, too."
        onStarted={() => router.refresh()}
        onClose={() => setBody(null)}
      />
    </>
  );
}

import type { Job } from '@tools-provider/contracts';
import { Ban, CircleCheck, Clock, LoaderCircle, TriangleAlert } from 'lucide-react';
import { Pill } from '../components/ui/pill.tsx';
import { stateNames, troubles } from './words.ts';

/** How a job is; one that is done and did not do everything says so. */
export function JobStatePill({ job }: { job: Job }) {
  const { state } = job;
  if (state === 'done' && troubles(job) > 0) {
    return (
      <Pill tone="warn">
        <TriangleAlert aria-hidden />
        Done in part
      </Pill>
    );
  }
  const { tone, Icon } = looks[state];
  return (
    <Pill tone={tone}>
      <Icon aria-hidden />
      {stateNames[state]}
    </Pill>
  );
}

const looks = {
  queued: { tone: 'hollow', Icon: Clock },
  running: { tone: 'wait', Icon: LoaderCircle },
  done: { tone: 'ok', Icon: CircleCheck },
  cancelled: { tone: 'plain', Icon: Ban },
} as const;

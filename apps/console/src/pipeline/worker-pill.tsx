import type { Pipeline } from '@tools-provider/contracts';
import { CircleCheck, CircleDashed, Hourglass } from 'lucide-react';
import { Pill } from '../components/ui/pill.tsx';

const looks = {
  running: { tone: 'ok', Icon: CircleCheck, words: 'Running' },
  away: { tone: 'warn', Icon: Hourglass, words: 'Away' },
  unknown: { tone: 'hollow', Icon: CircleDashed, words: 'Unknown' },
} as const;

/** Whether anybody brings the read model up to the log. */
export function WorkerPill({ worker }: { worker: Pipeline['worker'] }) {
  const { tone, Icon, words } = looks[worker];
  return (
    <Pill tone={tone}>
      <Icon aria-hidden />
      {words}
    </Pill>
  );
}

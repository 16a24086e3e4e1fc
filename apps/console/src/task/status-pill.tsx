import type { TaskStatus } from '@tools-provider/contracts';
import { Ban, CircleCheck, CircleDashed, CircleDotDashed } from 'lucide-react';
import { Pill } from '../components/ui/pill.tsx';
import { statusNames } from './words.ts';

const looks = {
  pending: { tone: 'plain', Icon: CircleDashed },
  in_progress: { tone: 'accent', Icon: CircleDotDashed },
  completed: { tone: 'ok', Icon: CircleCheck },
  cancelled: { tone: 'plain', Icon: Ban },
} as const;

/** A task's status, to read. */
export function StatusPill({ status }: { status: TaskStatus }) {
  const { tone, Icon } = looks[status];
  return (
    <Pill tone={tone}>
      <Icon aria-hidden />
      {statusNames[status]}
    </Pill>
  );
}

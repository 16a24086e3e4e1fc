import { CirclePause, CirclePlay } from 'lucide-react';
import { Pill } from '../components/ui/pill.tsx';

/** Whether a tool group is in use. */
export function ActivePill({ isActive }: { isActive: boolean }) {
  const Icon = isActive ? CirclePlay : CirclePause;
  return (
    <Pill tone={isActive ? 'accent' : 'plain'}>
      <Icon aria-hidden />
      {isActive ? 'Active' : 'Inactive'}
    </Pill>
  );
}

import type { Source, SourceHealth } from '@tools-provider/contracts';
import {
  CircleCheck,
  CircleDashed,
  CirclePause,
  CirclePlay,
  OctagonAlert,
  TriangleAlert,
} from 'lucide-react';
import { Pill } from '../components/ui/pill.tsx';

const healths = {
  healthy: { tone: 'ok', Icon: CircleCheck, words: 'Healthy' },
  degraded: { tone: 'warn', Icon: TriangleAlert, words: 'Degraded' },
  unhealthy: { tone: 'bad', Icon: OctagonAlert, words: 'Unhealthy' },
  unknown: { tone: 'hollow', Icon: CircleDashed, words: 'Not read yet' },
} as const;

/** What a source's health is called. */
export function healthWords(health: SourceHealth): string {
  return healths[health].words;
}

/** How well a source could be read the last time. */
export function HealthPill({ health }: { health: SourceHealth }) {
  const { tone, Icon, words } = healths[health];
  return (
    <Pill tone={tone}>
      <Icon aria-hidden />
      {words}
    </Pill>
  );
}

/** Whether agents may use a source's tools at all. */
export function EnabledPill({ isEnabled }: Pick<Source, 'isEnabled'>) {
  const Icon = isEnabled ? CirclePlay : CirclePause;
  return (
    <Pill tone={isEnabled ? 'accent' : 'plain'}>
      <Icon aria-hidden />
      {isEnabled ? 'Enabled' : 'Disabled'}
    </Pill>
  );
}

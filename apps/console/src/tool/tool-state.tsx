import type { ToolSummary } from '@tools-provider/contracts';
import { Archive, CircleCheck, CirclePause, Unplug } from 'lucide-react';
import { Pill } from '../components/ui/pill.tsx';

type Decided = Pick<ToolSummary, 'status' | 'isEnabled' | 'isSourceEnabled'>;

const states = {
  available: { tone: 'accent', Icon: CircleCheck, words: 'Available' },
  deprecated: { tone: 'warn', Icon: Archive, words: 'Deprecated' },
  disabled: { tone: 'plain', Icon: CirclePause, words: 'Disabled' },
  'source-disabled': { tone: 'plain', Icon: Unplug, words: 'Source disabled' },
} as const;

/** What stands between agents and a tool, if anything does; of several what weighs most. */
export function toolStateOf({ status, isEnabled, isSourceEnabled }: Decided): keyof typeof states {
  if (status === 'deprecated') return 'deprecated';
  if (!isEnabled) return 'disabled';
  return isSourceEnabled ? 'available' : 'source-disabled';
}

/** Whether agents may use a tool, and if not, why. */
export function ToolState({ tool }: { tool: Decided }) {
  const { tone, Icon, words } = states[toolStateOf(tool)];
  return (
    <Pill tone={tone}>
      <Icon aria-hidden />
      {words}
    </Pill>
  );
}

import type { GroupPreview } from '@tools-provider/contracts';
import { counted } from '../time/numbers.ts';

/** What saving a definition would do, in a sentence. */
export function previewWords({ totals, events }: GroupPreview): string {
  const { joining, leaving, after } = totals;
  const moves = [
    ...(joining === 0 ? [] : [`${counted(joining, 'tool')} would join`]),
    ...(leaving === 0 ? [] : [`${counted(leaving, 'tool')} would leave`]),
  ];
  const tools = moves.length === 0 ? 'No tool would join or leave' : moves.join(' and ');
  const written = events === null ? '' : ` ${counted(events.total, 'event')} would be written and emitted.`;
  return `${tools}; the group would have ${counted(after, 'tool')}.${written}`;
}

import { ChangeLine } from '../history/change-line.tsx';
import type { ChangeWords } from '../history/change-words.ts';

/** Differences between two definitions. */
export function DifferenceList({ label, changes }: { label: string; changes: readonly ChangeWords[] }) {
  return (
    <ul aria-label={label} className="flex flex-col gap-1">
      {changes.map((change) => (
        <ChangeLine key={`${change.subject} ${change.element ?? ''}`} change={change} />
      ))}
    </ul>
  );
}

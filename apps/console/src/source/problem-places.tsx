import type { Problem } from '@tools-provider/contracts';

/** How many places are named. */
const NAMED = 8;

/** The places in a document that keep it from being read. */
export function ProblemPlaces({ problem }: { problem: Problem | undefined }) {
  const places = (problem?.errors ?? []).filter(({ pointer }) => pointer !== '/name' && pointer !== '/url');
  if (places.length === 0) return null;
  return (
    <ul
      aria-label="Places that are wrong"
      className="divide-y rounded-lg border border-bad-border text-[0.8125rem]"
    >
      {places.slice(0, NAMED).map(({ pointer, detail }) => (
        <li key={`${pointer} ${detail}`} className="px-3 py-1.5">
          <code className="font-mono text-xs break-all">{pointer.replace(/^\/document/, '') || '/'}</code>
          <span className="block text-muted">{detail}</span>
        </li>
      ))}
      {places.length > NAMED && <li className="px-3 py-1.5 text-muted">and {places.length - NAMED} more</li>}
    </ul>
  );
}

import type { Tool } from '@tools-provider/contracts';
import { Info } from 'lucide-react';
import Link from 'next/link';

type Judged = Pick<
  Tool,
  | 'status'
  | 'isEnabled'
  | 'disabledReason'
  | 'isSourceEnabled'
  | 'sourceId'
  | 'sourceName'
  | 'isDocumentDeprecated'
>;

/** What keeps agents from a tool, all of it and what to do about it; nothing when nothing does. */
export function ToolNotice({ tool }: { tool: Judged }) {
  const reasons = reasonsOf(tool);
  if (reasons.length === 0) return null;
  return (
    <div
      role="note"
      className="mb-(--between) flex items-start gap-3 rounded-xl border border-warn-border bg-warn-soft px-4 py-3 text-sm text-warn"
    >
      <Info aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="flex min-w-0 flex-col gap-1">
        {reasons.map((reason) => (
          <p key={reason} className="break-words">
            {reason}
          </p>
        ))}
        {!tool.isSourceEnabled && (
          <Link href={`/sources/${tool.sourceId}`} className="font-medium underline underline-offset-2">
            Go to {tool.sourceName}
          </Link>
        )}
      </div>
    </div>
  );
}

function reasonsOf(tool: Judged): readonly string[] {
  const isGone = tool.status === 'deprecated';
  const reason = tool.disabledReason === null ? '' : `: ${tool.disabledReason}`;
  return [
    ...(isGone
      ? [
          'Its source no longer has it, so agents cannot use it. It comes back by itself when the source has it again.',
        ]
      : []),
    ...(!isGone && !tool.isEnabled ? [`It is disabled, so no group resolves it${reason}`] : []),
    ...(tool.isSourceEnabled ? [] : ['Its source is disabled, and with it all of its tools.']),
    ...(tool.isDocumentDeprecated
      ? ['Its own document calls it deprecated; agents may use it all the same.']
      : []),
  ];
}

'use client';

import type { GroupPreview } from '@tools-provider/contracts';
import { MinusCircle, PlusCircle } from 'lucide-react';
import { problemOf } from '../../api-client/problem-error.ts';
import { Section } from '../../components/ui/card.tsx';
import { cn } from '../../components/ui/cn.ts';
import { FormProblem } from '../../components/ui/notices.tsx';
import { Skeleton } from '../../components/ui/skeleton.tsx';
import { count, counted } from '../../time/numbers.ts';
import { PreviewEvents, PreviewTools, UnknownTools } from './preview-lists.tsx';
import { joiningWords, leavingWords, nearMissWords } from './preview-words.ts';
import type { LivePreview } from './use-preview.ts';

interface PreviewPanelProps {
  readonly preview: LivePreview;
  /** Whether agents have the group's tools; null for a group that is new. */
  readonly isActive: boolean | null;
  readonly onInclude: (toolId: string) => void;
  readonly onExclude: (toolId: string) => void;
}

/** What saving would do, beside what is being typed. */
export function PreviewPanel({ preview, isActive, onInclude, onExclude }: PreviewPanelProps) {
  const { data, error } = preview;
  return (
    <Section title="What saving would do" className="min-w-0">
      <div className="flex flex-col gap-4 p-4">
        {error !== null && <FormProblem problem={problemOf(error)} />}
        {data === undefined ? (
          preview.isPending && <PreviewSkeleton />
        ) : (
          <div
            aria-busy={!preview.isCurrent}
            className={cn('flex flex-col gap-4 transition-opacity', !preview.isCurrent && 'opacity-55')}
          >
            <Totals preview={data} isCurrent={preview.isCurrent} />
            <ForAgents preview={data} isActive={isActive} />
            <PreviewLists preview={data} onInclude={onInclude} onExclude={onExclude} />
          </div>
        )}
      </div>
    </Section>
  );
}

/** How many tools there would be, said aloud when the answer is here. */
export function Totals({ preview, isCurrent }: { preview: GroupPreview; isCurrent: boolean }) {
  const { before, after, joining, leaving, catalog } = preview.totals;
  return (
    <div>
      <p className="flex items-baseline gap-2 tabular-nums">
        {preview.revision !== null && (
          <>
            <span className="text-lg text-muted">{count(before)}</span>
            <span aria-hidden className="text-muted">
              →
            </span>
            <span className="sr-only">becomes</span>
          </>
        )}
        <span className="text-2xl leading-8 font-semibold tracking-tight">{count(after)}</span>
        <span className="text-sm text-muted">
          {after === 1 ? 'tool' : 'tools'} of {count(catalog)}
        </span>
      </p>
      <p role="status" className="mt-1 flex flex-wrap gap-x-3 text-sm font-medium">
        {!isCurrent && <span className="font-normal text-muted">Working it out…</span>}
        {isCurrent && joining === 0 && leaving === 0 && (
          <span className="font-normal text-muted">No tool joins or leaves.</span>
        )}
        {isCurrent && joining > 0 && (
          <span className="text-ok">
            +{count(joining)} {joining === 1 ? 'joins' : 'join'}
          </span>
        )}
        {isCurrent && leaving > 0 && (
          <span className="text-bad">
            −{count(leaving)} {leaving === 1 ? 'leaves' : 'leave'}
          </span>
        )}
      </p>
    </div>
  );
}

/** What agents gain or lose by it. */
export function ForAgents({ preview, isActive }: { preview: GroupPreview; isActive: boolean | null }) {
  const { joining, leaving } = preview.totals;
  if (joining === 0 && leaving === 0) return null;
  return <p className="text-[0.8125rem] text-muted">{agentWords(joining, leaving, isActive)}</p>;
}

function agentWords(joining: number, leaving: number, isActive: boolean | null): string {
  if (isActive === false) return 'The group is inactive: agents gain and lose nothing until it is activated.';
  const gain = joining === 0 ? [] : [`gain ${counted(joining, 'tool')}`];
  const loss = leaving === 0 ? [] : [`lose ${counted(leaving, 'tool')}`];
  return `Agents that use this group ${[...gain, ...loss].join(' and ')} as soon as it is projected.`;
}

interface PreviewListsProps {
  readonly preview: GroupPreview;
  /** For the last look: the events in sight, and not what stays out anyway. */
  readonly isFinal?: boolean;
  readonly onInclude?: (toolId: string) => void;
  readonly onExclude?: (toolId: string) => void;
}

/** Who joins, who leaves, who nearly joins, and which events would be written. */
export function PreviewLists({ preview, isFinal = false, onInclude, onExclude }: PreviewListsProps) {
  const { joining, leaving, nearMisses, totals, selectorIds, hasMoreNearMisses, unknownToolIds } = preview;
  return (
    <div className="flex flex-col divide-y border-y empty:hidden">
      <PreviewTools
        title={`Joining (${count(totals.joining)})`}
        total={totals.joining}
        isOpen
        tools={joining.map(({ tool, after }) => ({ ...tool, why: joiningWords(after, selectorIds) }))}
        action={onExclude && { name: 'Exclude', Icon: MinusCircle, onAct: onExclude }}
      />
      <PreviewTools
        title={`Leaving (${count(totals.leaving)})`}
        total={totals.leaving}
        isOpen
        tools={leaving.map(({ tool, after }) => ({ ...tool, why: leavingWords(after) }))}
        action={onInclude && { name: 'Keep', Icon: PlusCircle, onAct: onInclude }}
      />
      {!isFinal && (
        <PreviewTools
          title={`Near misses (${count(nearMisses.length)}${hasMoreNearMisses ? '+' : ''})`}
          total={nearMisses.length}
          tools={nearMisses.map((miss) => ({ ...miss.tool, why: nearMissWords(miss, selectorIds) }))}
          action={onInclude && { name: 'Include', Icon: PlusCircle, onAct: onInclude }}
        />
      )}
      <UnknownTools toolIds={unknownToolIds} />
      <PreviewEvents events={preview.events} isOpen={isFinal} />
    </div>
  );
}

function PreviewSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-3">
      <Skeleton className="h-8 w-32" />
      <Skeleton className="h-4 w-24" />
      <Skeleton className="h-24 w-full" />
    </div>
  );
}

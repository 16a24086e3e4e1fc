'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import type { ToolSummary } from '@tools-provider/contracts';
import { MAX_TOOL_ID_LENGTH } from '@tools-provider/contracts/values';
import { Plus } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { Button } from '../components/ui/button.tsx';
import { Dialog } from '../components/ui/dialog.tsx';
import { ProblemNotice } from '../components/ui/notices.tsx';
import { SearchInput } from '../components/ui/search-input.tsx';
import { useMorePages } from '../live/use-more-pages.ts';
import { counted } from '../time/numbers.ts';
import { noToolFilters } from './list-filters.ts';
import { toolsQuery } from './queries.ts';
import { ToolChoices, WaitingForTools } from './tool-choices.tsx';

interface ToolPickerProps {
  readonly isOpen: boolean;
  readonly title: string;
  /** What is chosen when it opens, in the catalogue or not. */
  readonly chosen: readonly string[];
  readonly onClose: () => void;
  /** Gets the ids of all that is chosen at the end. */
  readonly onChoose: (toolIds: string[]) => void;
}

/** Chooses several tools out of a catalogue of any size. A tool that the catalogue does not have can be named by its id. */
export function ToolPicker({ isOpen, title, chosen, onClose, onChoose }: ToolPickerProps) {
  const done = (toolIds: string[]) => {
    onChoose(toolIds);
    onClose();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onClose}
      title={title}
      description="What you choose stays chosen while you search on."
      isWide
    >
      <Choosing before={chosen} onClose={onClose} onDone={done} />
    </Dialog>
  );
}

interface ChoosingProps {
  readonly before: readonly string[];
  readonly onClose: () => void;
  readonly onDone: (toolIds: string[]) => void;
}

function Choosing({ before, onClose, onDone }: ChoosingProps) {
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(before));
  const wanted = useDeferredValue(search.trim());
  const list = useInfiniteQuery(toolsQuery(browserApi, { ...noToolFilters, search: wanted }));
  const more = useMorePages(list);
  const tools = list.data?.pages.flatMap((page) => page.items) ?? [];
  const choose = (ids: readonly string[], isChosen: boolean) =>
    setChosen((all) => {
      const rest = [...all].filter((id) => !ids.includes(id));
      return new Set(isChosen ? [...rest, ...ids] : rest);
    });
  return (
    <div className="flex flex-col gap-3">
      <SearchInput label="Search tools" value={search} onChange={setSearch} />
      <ByItsId text={search.trim()} tools={tools} chosen={chosen} onChoose={(id) => choose([id], true)} />
      <div
        aria-busy={list.isPlaceholderData}
        className="h-[min(24rem,45dvh)] overflow-y-auto rounded-lg border"
      >
        {list.isPending && <WaitingForTools />}
        {list.isError && list.data === undefined && (
          <ProblemNotice problem={problemOf(list.error)} onRetry={() => void list.refetch()} />
        )}
        {list.data !== undefined && tools.length === 0 && <NoTool isSearch={wanted !== ''} />}
        {tools.length > 0 && (
          <ToolChoices
            tools={tools}
            chosen={chosen}
            hasMore={list.hasNextPage}
            isLoading={more.isLoading}
            onMore={more.readMore}
            onChange={choose}
          />
        )}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p role="status" className="text-[0.8125rem] text-muted">
          {counted(chosen.size, 'tool')} chosen
        </p>
        <div className="flex gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={() => onDone([...chosen])}>
            {chosen.size === 0 ? 'Use none' : `Use ${counted(chosen.size, 'tool')}`}
          </Button>
        </div>
      </div>
    </div>
  );
}

function NoTool({ isSearch }: { isSearch: boolean }) {
  return (
    <p className="px-4 py-10 text-center text-sm text-muted">
      {isSearch
        ? 'No tool of the catalogue matches. A tool that will come later can be named by its whole id: source:operation.'
        : 'The catalogue has no tools yet; an admin adds a source. Until then a tool can be named by its id: source:operation.'}
    </p>
  );
}

interface ByItsIdProps {
  readonly text: string;
  readonly tools: readonly ToolSummary[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (id: string) => void;
}

function ByItsId({ text, tools, chosen, onChoose }: ByItsIdProps) {
  const isId = text.includes(':') && text.trim().length <= MAX_TOOL_ID_LENGTH;
  if (!isId || chosen.has(text) || tools.some(({ id }) => id === text)) return null;
  return (
    <Button size="small" className="max-w-full self-start" onClick={() => onChoose(text)}>
      <Plus aria-hidden />
      <span className="truncate">Choose {text} by its id</span>
    </Button>
  );
}

'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import type { ToolGroup } from '@tools-provider/contracts';
import { Wrench } from 'lucide-react';
import Link from 'next/link';
import { debounce, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { browserApi } from '../api-client/browser-api.ts';
import { Button, buttonVariants } from '../components/ui/button.tsx';
import { Section } from '../components/ui/card.tsx';
import { DataTable } from '../components/ui/data-table.tsx';
import { FilterSelect } from '../components/ui/filter-select.tsx';
import { ListStates } from '../components/ui/list-states.tsx';
import { LoadMore } from '../components/ui/load-more.tsx';
import { EmptyNotice } from '../components/ui/notices.tsx';
import { SearchInput } from '../components/ui/search-input.tsx';
import { shownWords } from '../live/shown-words.ts';
import { useMorePages } from '../live/use-more-pages.ts';
import { useMe } from '../session/me.tsx';
import { mayCurate } from '../session/permissions.ts';
import { groupToolColumns } from './group-tool-columns.tsx';
import { MembershipsNote } from './memberships-note.tsx';
import { type GroupPageState, groupPageState } from './page-state.ts';
import { groupToolsQuery } from './tools-query.ts';

const sides = [
  ['true', 'In the group'],
  ['false', 'Kept out'],
] as const;

/** The tools that a group's definition is about: those it has, those it has not, and why. They follow live. */
export function GroupTools({ group }: { group: ToolGroup }) {
  const [state, setState] = useQueryStates(groupPageState);
  const list = useInfiniteQuery(groupToolsQuery(browserApi, group.id, state));
  const more = useMorePages(list);
  const { selectors } = group;
  const columns = useMemo(() => groupToolColumns(selectors), [selectors]);
  const [first] = list.data?.pages ?? [];
  const tools = list.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = state.search !== '' || state.resolved !== null;
  const showAll = () => void setState({ search: null, resolved: null });
  return (
    <>
      <search className="mb-3 flex flex-wrap gap-2">
        <SearchInput
          label="Search the tools of the group"
          value={state.search}
          onChange={(search) =>
            void setState({ search }, search === '' ? {} : { limitUrlUpdates: debounce(200) })
          }
        />
        <FilterSelect
          label="Which tools"
          any="In the group or not"
          choices={sides}
          value={state.resolved}
          onChange={(resolved) => void setState({ resolved })}
        />
      </search>
      <Section
        title="Tools"
        description="Every tool that the definition is about, what speaks for it and what against it."
        className="overflow-hidden"
      >
        {first !== undefined && <MembershipsNote memberships={first.memberships} group={group} />}
        <ListStates
          list={list}
          isEmpty={tools.length === 0}
          empty={<NoTools groupId={group.id} isFiltered={isFiltered} onReset={showAll} />}
        >
          <DataTable
            caption="Tools of the group"
            columns={columns}
            rows={tools}
            rowId={({ toolId }) => toolId}
            sort={state.sort}
            onSort={(sort) => void setState({ sort: sort as GroupPageState['sort'] })}
            isStale={list.isPlaceholderData}
            total={list.hasNextPage ? null : tools.length}
          />
          <LoadMore
            shown={shownWords('tool', tools.length, 0, list.hasNextPage)}
            hasMore={list.hasNextPage}
            isLoading={more.isLoading}
            onMore={more.readMore}
          />
        </ListStates>
      </Section>
    </>
  );
}

interface NoToolsProps {
  readonly groupId: string;
  readonly isFiltered: boolean;
  readonly onReset: () => void;
}

function NoTools({ groupId, isFiltered, onReset }: NoToolsProps) {
  const canCurate = mayCurate(useMe());
  if (isFiltered) {
    return (
      <EmptyNotice icon={<Wrench aria-hidden />} title="No tool of this group matches">
        <p>Try other words, or look at all of them.</p>
        <Button onClick={onReset}>Show all tools</Button>
      </EmptyNotice>
    );
  }
  return (
    <EmptyNotice icon={<Wrench aria-hidden />} title="No tools">
      <p>
        Nothing in the catalogue meets a selector of this group, and no tool is named in it. Tools that are
        added to the catalogue later join by themselves.
      </p>
      {canCurate && (
        <Link href={`/tool-groups/${groupId}/edit`} className={buttonVariants()}>
          Edit the definition
        </Link>
      )}
    </EmptyNotice>
  );
}

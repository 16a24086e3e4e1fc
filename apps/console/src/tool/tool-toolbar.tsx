'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { browserApi } from '../api-client/browser-api.ts';
import { Select } from '../components/ui/field.tsx';
import { choicesOf, FilterSelect } from '../components/ui/filter-select.tsx';
import { SearchInput } from '../components/ui/search-input.tsx';
import { useLabels } from '../label/use-labels.ts';
import { allSourcesQuery } from '../source/queries.ts';
import { ViewsMenu } from '../views/views-menu.tsx';
import { FilterPill } from './filter-pill.tsx';
import { type ToolFilters, toolViews } from './list-filters.ts';
import { type StateChoice, stateChoiceOf, stateChoices } from './state-choices.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

interface ToolToolbarProps {
  readonly filters: ToolFilters;
  readonly onChange: (change: Partial<ToolFilters>) => void;
  readonly onView: (filters: ToolFilters) => void;
}

/** What the list of tools is narrowed to. */
export function ToolToolbar({ filters, onChange, onView }: ToolToolbarProps) {
  const { labels } = useLabels();
  const sources = useInfiniteQuery(allSourcesQuery(browserApi)).data?.pages.flatMap(({ items }) => items);
  const { tag } = filters;
  return (
    <search className="mb-3 flex flex-wrap gap-2">
      <SearchInput label="Search tools" value={filters.search} onChange={(search) => onChange({ search })} />
      <FilterSelect
        label="Filter by source"
        any="Any source"
        className="w-auto max-w-48"
        choices={(sources ?? []).map(({ id, name }) => [id, name])}
        value={filters.sourceId}
        onChange={(sourceId) => onChange({ sourceId })}
      />
      <Select
        aria-label="Filter by state"
        className="w-auto"
        value={stateChoiceOf(filters)}
        onChange={({ target }) => onChange(stateChoices[target.value as StateChoice].filters)}
      >
        {Object.entries(stateChoices).map(([choice, { name }]) => (
          <option key={choice} value={choice}>
            {name}
          </option>
        ))}
      </Select>
      <FilterSelect
        label="Filter by method"
        any="Any method"
        choices={choicesOf(methods, (name) => name)}
        value={filters.method?.toUpperCase() ?? null}
        onChange={(method) => onChange({ method })}
      />
      <FilterSelect
        label="Filter by label"
        any="Any label"
        className="w-auto max-w-48"
        choices={labels.map(({ id, name }) => [id, name])}
        value={filters.labelId}
        onChange={(labelId) => onChange({ labelId })}
      />
      {tag !== null && (
        <FilterPill label={`Show tools without the tag ${tag}, too`} onRemove={() => onChange({ tag: null })}>
          Tag: {tag}
        </FilterPill>
      )}
      <ViewsMenu
        list="tools"
        query={toolViews.queryOf(filters)}
        isSame={(query) => toolViews.isSame(query, filters)}
        onOpen={(query) => onView(toolViews.filtersOf(query))}
      />
    </search>
  );
}

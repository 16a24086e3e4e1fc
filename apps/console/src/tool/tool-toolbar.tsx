'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { browserApi } from '../api-client/browser-api.ts';
import { Select } from '../components/ui/field.tsx';
import { SearchInput } from '../components/ui/search-input.tsx';
import { useLabels } from '../label/use-labels.ts';
import { allSourcesQuery } from '../source/queries.ts';
import { FilterPill } from './filter-pill.tsx';
import type { ToolFilters } from './list-filters.ts';
import { type StateChoice, stateChoiceOf, stateChoices } from './state-choices.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

interface ToolToolbarProps {
  readonly filters: ToolFilters;
  readonly onChange: (change: Partial<ToolFilters>) => void;
}

/** What the list of tools is narrowed to. */
export function ToolToolbar({ filters, onChange }: ToolToolbarProps) {
  const { labels } = useLabels();
  const sources = useInfiniteQuery(allSourcesQuery(browserApi)).data?.pages.flatMap(({ items }) => items);
  const { method, tag } = filters;
  const orAny = (value: string) => (value === 'any' ? null : value);
  return (
    <search className="mb-3 flex flex-wrap gap-2">
      <SearchInput label="Search tools" value={filters.search} onChange={(search) => onChange({ search })} />
      <Select
        aria-label="Filter by source"
        className="w-auto max-w-48"
        value={filters.sourceId ?? 'any'}
        onChange={({ target }) => onChange({ sourceId: orAny(target.value) })}
      >
        <option value="any">Any source</option>
        <Choices chosen={filters.sourceId} choices={sources ?? []} />
      </Select>
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
      <Select
        aria-label="Filter by method"
        className="w-auto"
        value={method ?? 'any'}
        onChange={({ target }) => onChange({ method: orAny(target.value) })}
      >
        <option value="any">Any method</option>
        {[...new Set([...methods, ...(method === null ? [] : [method.toUpperCase()])])].map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Filter by label"
        className="w-auto max-w-48"
        value={filters.labelId ?? 'any'}
        onChange={({ target }) => onChange({ labelId: orAny(target.value) })}
      >
        <option value="any">Any label</option>
        <Choices chosen={filters.labelId} choices={labels} />
      </Select>
      {tag !== null && (
        <FilterPill label={`Show tools without the tag ${tag}, too`} onRemove={() => onChange({ tag: null })}>
          Tag: {tag}
        </FilterPill>
      )}
    </search>
  );
}

/** What can be chosen, and what the URL has chosen although it is not (yet) among it. */
function Choices({
  chosen,
  choices,
}: {
  chosen: string | null;
  choices: readonly { readonly id: string; readonly name: string }[];
}) {
  const isKnown = chosen === null || choices.some(({ id }) => id === chosen);
  return (
    <>
      {choices.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
      {!isKnown && <option value={chosen}>{chosen}</option>}
    </>
  );
}

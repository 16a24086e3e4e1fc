'use client';

import { FilterX } from 'lucide-react';
import { Button } from '../components/ui/button.tsx';
import { choicesOf, FilterSelect } from '../components/ui/filter-select.tsx';
import { SearchInput } from '../components/ui/search-input.tsx';
import { useMe } from '../session/me.tsx';
import { ViewsMenu } from '../views/views-menu.tsx';
import { type ToolGroupFilters, toolGroupFilterOf, toolGroupViews } from './list-filters.ts';

const states = [
  ['true', 'Active'],
  ['false', 'Inactive'],
] as const;

const approvals = [
  ['needed', 'Needs approval'],
  ['waiting', 'Waits for approval'],
  ['none', 'Needs none'],
] as const;

interface ToolGroupToolbarProps {
  readonly filters: ToolGroupFilters;
  readonly onChange: (change: Partial<ToolGroupFilters>) => void;
  readonly onReset: () => void;
  readonly onView: (filters: ToolGroupFilters) => void;
}

/** What the list of tool groups is narrowed by. */
export function ToolGroupToolbar({ filters, onChange, onReset, onView }: ToolGroupToolbarProps) {
  const me = useMe();
  const isFiltered = Object.keys(toolGroupFilterOf(filters)).length > 0;
  return (
    <search className="mb-3 flex flex-wrap gap-2">
      <SearchInput
        label="Search tool groups"
        value={filters.search}
        onChange={(search) => onChange({ search })}
      />
      <FilterSelect
        label="State"
        any="Any state"
        choices={states}
        value={filters.active}
        onChange={(active) => onChange({ active })}
      />
      <FilterSelect
        label="Approval"
        any="Any approval"
        choices={approvals}
        value={filters.approval}
        onChange={(approval) => onChange({ approval })}
      />
      <FilterSelect
        label="Created by"
        any="By anybody"
        className="w-auto max-w-48"
        choices={choicesOf([...new Set([me.id, filters.createdBy || me.id])], (id) =>
          id === me.id ? 'By me' : `By ${id}`,
        )}
        value={filters.createdBy}
        onChange={(createdBy) => onChange({ createdBy })}
      />
      <ViewsMenu
        list="tool-groups"
        query={toolGroupViews.queryOf(filters)}
        isSame={(query) => toolGroupViews.isSame(query, filters)}
        onOpen={(query) => onView(toolGroupViews.filtersOf(query))}
      />
      {isFiltered && (
        <Button variant="ghost" onClick={onReset}>
          <FilterX aria-hidden />
          Clear filters
        </Button>
      )}
    </search>
  );
}

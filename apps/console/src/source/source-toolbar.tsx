'use client';

import { sourceHealths, sourceKinds } from '@tools-provider/contracts/values';
import { choicesOf, FilterSelect } from '../components/ui/filter-select.tsx';
import { SearchInput } from '../components/ui/search-input.tsx';
import { ViewsMenu } from '../views/views-menu.tsx';
import { healthWords } from './health-pill.tsx';
import { type SourceFilters, sourceViews } from './list-filters.ts';
import { kindNames } from './words.ts';

const states = [
  ['true', 'Enabled'],
  ['false', 'Disabled'],
] as const;

interface SourceToolbarProps {
  readonly filters: SourceFilters;
  readonly onChange: (change: Partial<SourceFilters>) => void;
  readonly onView: (filters: SourceFilters) => void;
}

/** What the list of sources is narrowed to. */
export function SourceToolbar({ filters, onChange, onView }: SourceToolbarProps) {
  return (
    <search className="mb-3 flex flex-wrap gap-2">
      <SearchInput
        label="Search sources"
        value={filters.search}
        onChange={(search) => onChange({ search })}
      />
      <FilterSelect
        label="Filter by kind"
        any="Any kind"
        choices={choicesOf(sourceKinds, (kind) => kindNames[kind])}
        value={filters.kind}
        onChange={(kind) => onChange({ kind })}
      />
      <FilterSelect
        label="Filter by health"
        any="Any health"
        choices={choicesOf(sourceHealths, healthWords)}
        value={filters.health}
        onChange={(health) => onChange({ health })}
      />
      <FilterSelect
        label="Filter by state"
        any="Any state"
        choices={states}
        value={filters.enabled}
        onChange={(enabled) => onChange({ enabled })}
      />
      <ViewsMenu
        list="sources"
        query={sourceViews.queryOf(filters)}
        isSame={(query) => sourceViews.isSame(query, filters)}
        onOpen={(query) => onView(sourceViews.filtersOf(query))}
      />
    </search>
  );
}

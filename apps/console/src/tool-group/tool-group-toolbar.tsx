'use client';

import { FilterX } from 'lucide-react';
import { Button } from '../components/ui/button.tsx';
import { Select } from '../components/ui/field.tsx';
import { SearchInput } from '../components/ui/search-input.tsx';
import { useMe } from '../session/me.tsx';
import { ViewsMenu } from '../views/views-menu.tsx';
import {
  type ToolGroupFilters,
  toolGroupFilterOf,
  toolGroupFilters,
  toolGroupViews,
} from './list-filters.ts';

interface ToolGroupToolbarProps {
  readonly filters: ToolGroupFilters;
  readonly onChange: (change: Partial<ToolGroupFilters>) => void;
  readonly onReset: () => void;
  readonly onView: (filters: ToolGroupFilters) => void;
}

/** What the list of tool groups is narrowed by. */
export function ToolGroupToolbar({ filters, onChange, onReset, onView }: ToolGroupToolbarProps) {
  const isFiltered = Object.keys(toolGroupFilterOf(filters)).length > 0;
  return (
    <search className="mb-3 flex flex-wrap gap-2">
      <SearchInput
        label="Search tool groups"
        value={filters.search}
        onChange={(search) => onChange({ search })}
      />
      <Select
        aria-label="State"
        className="w-auto"
        value={filters.active ?? 'any'}
        onChange={({ target }) => onChange({ active: toolGroupFilters.active.parse(target.value) })}
      >
        <option value="any">Any state</option>
        <option value="true">Active</option>
        <option value="false">Inactive</option>
      </Select>
      <Select
        aria-label="Approval"
        className="w-auto"
        value={filters.approval ?? 'any'}
        onChange={({ target }) => onChange({ approval: toolGroupFilters.approval.parse(target.value) })}
      >
        <option value="any">Any approval</option>
        <option value="needed">Needs approval</option>
        <option value="waiting">Waits for approval</option>
        <option value="none">Needs none</option>
      </Select>
      <MakerSelect createdBy={filters.createdBy} onChange={(createdBy) => onChange({ createdBy })} />
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

interface MakerSelectProps {
  readonly createdBy: string | null;
  readonly onChange: (createdBy: string | null) => void;
}

/** By whom the groups were created: by anybody, by oneself, or by whom a link names. */
function MakerSelect({ createdBy, onChange }: MakerSelectProps) {
  const me = useMe();
  return (
    <Select
      aria-label="Created by"
      className="w-auto max-w-48"
      value={createdBy ?? ''}
      onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
    >
      <option value="">By anybody</option>
      <option value={me.id}>By me</option>
      {createdBy !== null && createdBy !== me.id && <option value={createdBy}>By {createdBy}</option>}
    </Select>
  );
}

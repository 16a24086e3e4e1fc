'use client';

import { Select } from '../components/ui/field.tsx';
import { SearchInput } from '../components/ui/search-input.tsx';
import { ViewsMenu } from '../views/views-menu.tsx';
import { type ToolGroupFilters, toolGroupViews } from './list-filters.ts';

interface ToolGroupToolbarProps {
  readonly filters: ToolGroupFilters;
  readonly onSearch: (search: string) => void;
  readonly onActive: (active: ToolGroupFilters['active']) => void;
  readonly onView: (filters: ToolGroupFilters) => void;
}

/** What the list of tool groups is narrowed by. */
export function ToolGroupToolbar({ filters, onSearch, onActive, onView }: ToolGroupToolbarProps) {
  return (
    <search className="mb-3 flex flex-wrap gap-2">
      <SearchInput label="Search tool groups" value={filters.search} onChange={onSearch} />
      <Select
        aria-label="State"
        className="w-auto"
        value={filters.active ?? 'any'}
        onChange={({ target }) =>
          onActive(target.value === 'true' || target.value === 'false' ? target.value : null)
        }
      >
        <option value="any">Any state</option>
        <option value="true">Active</option>
        <option value="false">Inactive</option>
      </Select>
      <ViewsMenu
        list="tool-groups"
        query={toolGroupViews.queryOf(filters)}
        isSame={(query) => toolGroupViews.isSame(query, filters)}
        onOpen={(query) => onView(toolGroupViews.filtersOf(query))}
      />
    </search>
  );
}

'use client';

import { sourceHealths, sourceKinds } from '@tools-provider/contracts/values';
import { Select } from '../components/ui/field.tsx';
import { SearchInput } from '../components/ui/search-input.tsx';
import { healthWords } from './health-pill.tsx';
import type { SourceFilters } from './list-filters.ts';
import { kindNames } from './words.ts';

interface SourceToolbarProps {
  readonly filters: SourceFilters;
  readonly onChange: (change: Partial<SourceFilters>) => void;
}

/** What the list of sources is narrowed to. */
export function SourceToolbar({ filters, onChange }: SourceToolbarProps) {
  return (
    <search className="mb-3 flex flex-wrap gap-2">
      <SearchInput
        label="Search sources"
        value={filters.search}
        onChange={(search) => onChange({ search })}
      />
      <Select
        aria-label="Filter by kind"
        className="w-auto"
        value={filters.kind ?? 'any'}
        onChange={({ target }) =>
          onChange({ kind: sourceKinds.find((kind) => kind === target.value) ?? null })
        }
      >
        <option value="any">Any kind</option>
        {sourceKinds.map((kind) => (
          <option key={kind} value={kind}>
            {kindNames[kind]}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Filter by health"
        className="w-auto"
        value={filters.health ?? 'any'}
        onChange={({ target }) =>
          onChange({ health: sourceHealths.find((health) => health === target.value) ?? null })
        }
      >
        <option value="any">Any health</option>
        {sourceHealths.map((health) => (
          <option key={health} value={health}>
            {healthWords(health)}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Filter by state"
        className="w-auto"
        value={filters.enabled ?? 'any'}
        onChange={({ target }) =>
          onChange({ enabled: target.value === 'true' || target.value === 'false' ? target.value : null })
        }
      >
        <option value="any">Any state</option>
        <option value="true">Enabled</option>
        <option value="false">Disabled</option>
      </Select>
    </search>
  );
}

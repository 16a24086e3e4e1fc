import type { ToolFilters } from './list-filters.ts';

type StateFilters = Pick<ToolFilters, 'available' | 'enabled' | 'status'>;

const any: StateFilters = { available: null, enabled: null, status: null };

/** What the filter by state offers, and what each choice asks the api for. */
export const stateChoices = {
  any: { name: 'Any state', filters: any },
  available: { name: 'Available', filters: { ...any, available: 'true' } },
  unavailable: { name: 'Not available', filters: { ...any, available: 'false' } },
  disabled: { name: 'Disabled', filters: { ...any, enabled: 'false', status: 'active' } },
  deprecated: { name: 'Deprecated', filters: { ...any, status: 'deprecated' } },
  other: { name: 'Another state', filters: any },
} as const satisfies Readonly<Record<string, { readonly name: string; readonly filters: StateFilters }>>;

export type StateChoice = keyof typeof stateChoices;

/** The choice that these filters are; `other` for what only a URL written by hand asks for. */
export function stateChoiceOf({ available, enabled, status }: StateFilters): StateChoice {
  const found = Object.entries(stateChoices).find(
    ([, { filters }]) =>
      filters.available === available && filters.enabled === enabled && filters.status === status,
  );
  return (found?.[0] as StateChoice | undefined) ?? 'other';
}

import type { Page, ToolGroup, ToolGroupFilter } from '@tools-provider/contracts';
import type { Api } from '../../api-client/api.ts';
import { inParallel } from './in-parallel.ts';
import { transferText } from './transfer-text.ts';

const PAGE_SIZE = 500;
const AT_ONCE = 6;

/** Which groups are exported: these, or all that a filter finds; `{}` is everything. */
export type ExportedGroups = { readonly ids: readonly string[] } | { readonly filter: ToolGroupFilter };

/** Reads groups and hands them to the browser as a file; answers how many they are. */
export async function exportToolGroups(api: Api, wish: ExportedGroups): Promise<number> {
  const groups = 'ids' in wish ? await readEach(api, wish.ids) : await readAll(api, wish.filter);
  const at = new Date().toISOString();
  const [only] = groups;
  const name = groups.length === 1 && only !== undefined ? fileName(only.name) : 'tool-groups';
  download(`${name}-${at.slice(0, 10)}.json`, transferText(groups, at));
  return groups.length;
}

function readEach(api: Api, ids: readonly string[]): Promise<ToolGroup[]> {
  return inParallel(ids, AT_ONCE, (id) => api<ToolGroup>(`/api/v1/tool-groups/${encodeURIComponent(id)}`));
}

async function readAll(api: Api, filter: ToolGroupFilter): Promise<ToolGroup[]> {
  const groups: ToolGroup[] = [];
  for (let cursor: string | undefined; ; ) {
    const parameters = new URLSearchParams({ sort: 'name', limit: String(PAGE_SIZE) });
    for (const [name, value] of Object.entries({ ...filter, cursor })) {
      if (value !== undefined) parameters.set(name, value);
    }
    const page = await api<Page<ToolGroup>>(`/api/v1/tool-groups?${parameters}`);
    groups.push(...page.items);
    cursor = page.next;
    if (cursor === undefined) return groups;
  }
}

/** A group's name as the name of a file has it: letters, digits and dashes. */
export function fileName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  return plain === '' ? 'tool-group' : plain.slice(0, 60);
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** Operations whose path says less than their name should. */
const NAMED: Readonly<Record<string, string>> = {
  'GET /healthz': 'getHealth',
  'GET /readyz': 'getReadiness',
  'GET /metrics': 'getMetrics',
  'GET /problems/{code}': 'getProblemPage',
  'GET /schemas/{file}': 'getEventSchema',
  'GET /api/v1/changes': 'streamChanges',
  'GET /api/v1/events': 'readEvents',
  'GET /api/v1/preferences': 'getPreferences',
  'GET /api/v1/tools/{id}/groups': 'listGroupsOfTool',
  'PUT /api/v1/preferences': 'savePreferences',
  'GET /api/v1/pipeline/quarantine': 'listQuarantined',
  'POST /api/v1/consistency/{aggregate}/{id}/retry': 'retryQuarantined',
  'POST /api/v1/consistency/{aggregate}/{id}/skip': 'skipQuarantinedEvent',
  'GET /api/v1/pipeline/set-aside': 'listSetAside',
  'POST /api/v1/pipeline/set-aside/{kind}/{id}/retry': 'retrySetAside',
  'DELETE /api/v1/projections/{name}/rebuild': 'cancelProjectionRebuild',
  'DELETE /api/v1/projections/{name}/verify': 'cancelProjectionVerify',
  'DELETE /api/v1/jobs/{id}': 'cancelJob',
};

/** Last words of paths that are read as one thing although they end like many. */
const UNCOUNTED: ReadonlySet<string> = new Set(['status', 'progress', 'differences']);

/**
 * What an operation is called in the document, and so its function in a generated client: `listToolGroups`, `getToolGroup`,
 * `createToolGroup`, `updateToolGroup`, `activateToolGroup`, `addToolGroupSelector`. It follows from method and path (as OpenAPI writes it)
 * alone, so it stays as long as these do.
 */
export function operationIdOf(method: string, path: string): string {
  const named = NAMED[`${method} ${path}`];
  if (named !== undefined) return named;
  const steps = path.replace('/api/v1', '').split('/').filter(Boolean);
  const words = steps.filter((step) => !step.startsWith('{'));
  const last = words.at(-1) ?? '';
  const owner = words.slice(0, -1).map(one).join('');
  const isItem = steps.at(-1)?.startsWith('{') === true;
  const isPart = words.length > 1 && steps.indexOf(last) > 1;
  if (isItem) return `${verbOfItem(method, isPart)}${owner}${one(last)}`;
  if (method === 'GET') return isMany(last) ? `list${owner}${pascal(last)}` : `get${owner}${pascal(last)}`;
  if (method !== 'POST') return `${verbOfItem(method, false)}${owner}${pascal(last)}`;
  if (isMany(last)) return `${isPart ? 'add' : 'create'}${owner}${one(last)}`;
  const verb = pascal(last);
  return `${verb.charAt(0).toLowerCase()}${verb.slice(1)}${owner}`;
}

/** A part of something (a selector of a group) is added and removed, a thing of its own replaced and deleted. */
function verbOfItem(method: string, isPart: boolean): string {
  switch (method) {
    case 'PUT':
      return isPart ? 'add' : 'replace';
    case 'DELETE':
      return isPart ? 'remove' : 'delete';
    case 'PATCH':
      return 'update';
    case 'POST':
      return 'send';
    default:
      return 'get';
  }
}

function isMany(word: string): boolean {
  return word.endsWith('s') && !UNCOUNTED.has(word);
}

function one(word: string): string {
  return pascal(isMany(word) ? word.slice(0, -1) : word);
}

function pascal(word: string): string {
  return word
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}

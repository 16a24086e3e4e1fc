/** What each group of operations is about, in the order of the reference. A tag that is not here makes the document fail its linter. */
export const TAGS: readonly { readonly name: string; readonly description: string }[] = [
  {
    name: 'tool groups',
    description: 'Rules that select tools for agents, with single tools added or kept out.',
  },
  {
    name: 'resolution',
    description: 'Which tools a group has, each with why, and what another definition would change.',
  },
  { name: 'tasks', description: 'What people have to do, approvals of activations among it.' },
  {
    name: 'tools',
    description: 'The catalogue: every tool that a source has, and what operators say of it.',
  },
  { name: 'sources', description: 'Where tools come from: OpenAPI documents and MCP servers.' },
  { name: 'labels', description: 'Words that operators put on tools, for selectors and searches.' },
  { name: 'audit', description: 'Who did what.' },
  { name: 'jobs', description: 'Changes of many things at once, with their progress and a result for each.' },
  {
    name: 'history',
    description: 'What happened to an aggregate: who changed what, when, and how it was at a revision.',
  },
  { name: 'views', description: 'Filters of lists under a name, private or shared.' },
  { name: 'preferences', description: 'How the caller wants the console.' },
  { name: 'consistency', description: 'How far what is shown is behind what was written, and live changes.' },
  { name: 'pipeline', description: 'What the workers could not do, and making the read model anew.' },
  { name: 'feed', description: 'Everything that happened, as CloudEvents, and the schemas of their data.' },
  { name: 'session', description: 'Who calls.' },
  {
    name: 'service tokens',
    description: 'What programs sign in with: created, listed and revoked by admins.',
  },
  { name: 'operations', description: 'Probes, metrics, and the pages that problems point to. Open to all.' },
];

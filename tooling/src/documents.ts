import { updateApi } from './api-report/check-api.ts';
import { publicPackages } from './api-report/public-packages.ts';
import { repositoryRoot } from './config.ts';
import { updateSnippets } from './documents/snippets.ts';

const changed = [...(await updateApi(publicPackages, repositoryRoot)), ...updateSnippets(repositoryRoot)];
const sentence =
  changed.length === 0 ? 'All documents say what the code says.' : `Written: ${changed.join(', ')}`;
process.stdout.write(`${sentence}\n`);

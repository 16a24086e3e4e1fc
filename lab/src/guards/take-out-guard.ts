import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { GUARDS, type Guard, type Removal, removed, WITHOUT_GUARD } from './guards.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const guard = process.env[WITHOUT_GUARD] as Guard;
const removals: readonly Removal[] = GUARDS[guard];

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context);
    const wanted = removals.filter(
      ({ file }) => url.startsWith('file:') && fileURLToPath(url) === ROOT + file,
    );
    if (wanted.length === 0) return loaded;
    return { ...loaded, source: wanted.reduce(removed, String(loaded.source)) };
  },
});

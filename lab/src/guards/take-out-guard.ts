import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { GUARDS, type Guard, type Removal, WITHOUT_GUARD } from './guards.ts';

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
    return { ...loaded, source: wanted.reduce(without, String(loaded.source)) };
  },
});

function without(source: string, { file, text, by }: Removal): string {
  if (source.split(text).length !== 2)
    throw new Error(
      `The guard "${guard}" is not, or not only once, in ${file}: say in guards.ts where it is now`,
    );
  return source.replace(text, by);
}

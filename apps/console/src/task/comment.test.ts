import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Rendered } from '../markdown/rendered.tsx';
import { withComment } from './comment.ts';

const said = { text: ' Looks *good*. \n', by: 'otto', at: '2026-11-27T04:05:06.789Z' };
const html = (text: string) => renderToStaticMarkup(createElement(Rendered, { text }));

test('a comment stands under the description, with who made it and when', () => {
  expect(withComment('Look at it.\n', said)).toBe(
    'Look at it.\n\n---\n\n**otto**, 2026-11-27 04:05 UTC\n\nLooks *good*.',
  );
  expect(withComment('', said)).toBe('**otto**, 2026-11-27 04:05 UTC\n\nLooks *good*.');
});

test('what stood above stays as it was, and a name is no Markdown', () => {
  const shown = html(withComment('Last line', { ...said, by: 'a*b_[x](javascript:y)' }));
  expect(shown).toContain('<p>Last line</p>');
  expect(shown).toContain('<strong>a*b_[x](javascript:y)</strong>');
  expect(shown).not.toContain('href');
});

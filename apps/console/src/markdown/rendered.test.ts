import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Rendered } from './rendered.tsx';

const html = (text: string) => renderToStaticMarkup(createElement(Rendered, { text }));

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<iframe src="https://evil.example"></iframe>',
  '<svg/onload=alert(1)>',
  '<details open ontoggle=alert(1)>x</details>',
  '<a href="javascript:alert(1)">x</a>',
  '<style>*{display:none}</style>',
])('HTML in Markdown stays text: %s', (text) => {
  expect(html(text)).not.toMatch(/<(script|img|iframe|svg|details|style|a)\b/);
  expect(html(text)).toContain(`&lt;${text.slice(1, 4)}`);
});

test.each([
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java&#x73;cript:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](vbscript:msgbox)',
  '[x](file:///etc/passwd)',
  '<javascript:alert(1)>',
  '![x](javascript:alert(1))',
  '[x][1]\n\n[1]: javascript:alert(1)',
])('no link leads to what runs: %s', (text) => {
  expect(html(text)).not.toMatch(/href="(?!https?:|mailto:)/);
});

test('a link to another site opens beside, and tells it nothing', () => {
  expect(html('[docs](https://example.com/a)')).toContain(
    '<a href="https://example.com/a" target="_blank" rel="noopener noreferrer nofollow">docs',
  );
  expect(html('[docs](//example.com/a)')).toContain('href="//example.com/a" target="_blank" rel="noopener');
  expect(html('[here](/tool-groups/1)')).toContain('<a href="/tool-groups/1">here</a>');
});

test('an image is a link, so that reading loads nothing', () => {
  const shown = html('![chart](https://tracker.example/p.png)');
  expect(shown).not.toContain('<img');
  expect(shown).toContain('Image: chart');
});

test('a heading stands below those of the page, and a list of things to do says which are done', () => {
  expect(html('# Title')).toContain('<h3>Title</h3>');
  expect(html('- [x] one\n- [ ] two')).toMatch(/aria-label="done".*aria-label="to do"/s);
});

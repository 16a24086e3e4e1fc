import { CodedError } from '@tools-provider/mediator';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { statusOf } from '../problem.ts';
import { adviceOn, type ProblemAdvice } from './problem-advice.ts';

/** A page for every problem's `type`, for people: what it means and what to do. */
export const problemPages: FastifyPluginCallbackZod = (app, _, done) => {
  app.get(
    '/problems/:code',
    {
      config: { access: 'open' },
      schema: {
        tags: ['operations'],
        summary: 'What a problem means and what to do',
        params: z.strictObject({ code: z.string().max(100) }),
        response: { 200: { description: 'A page', content: { 'text/html': { schema: z.string() } } } },
      },
    },
    async (request, reply) => {
      const { code } = request.params;
      const advice = adviceOn(code);
      if (advice === undefined) {
        throw new CodedError('not-found', 'route-not-found', 'There is no problem with this code');
      }
      return reply.type('text/html; charset=utf-8').send(pageOf(code, advice));
    },
  );
  done();
};

function pageOf(code: string, { kind, meaning, whatToDo }: ProblemAdvice): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${code} - Tools Provider</title>
<h1>${code}</h1>
<p>${escapeHtml(meaning)}</p>
<h2>What to do</h2>
<p>${escapeHtml(whatToDo)}</p>
<p>HTTP status ${statusOf(kind, code)}</p>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

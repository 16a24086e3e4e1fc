import type {
  ChangeSource,
  DeregisterSource,
  DisableSource,
  EnableSource,
  RefreshSource,
  RegisterSource,
} from '@tools-provider/application';
import {
  aggregateId,
  changeSourceBody,
  deleted,
  noQuery,
  reasonBody,
  refreshSourceBody,
  registerSourceBody,
  writtenSource,
} from '@tools-provider/contracts';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { CommandSender } from '../http/command-sender.ts';
import { DOCUMENT_BODY_LIMIT, DOCUMENT_DEPTH } from '../http/json-body.ts';
import { writtenAnswer } from './answers.ts';
import { SOURCES_URL } from './readable.ts';

const aggregate = 'source';
const tags = ['sources'];
const params = z.strictObject({ id: aggregateId });
const access = 'admin';
const config = { access } as const;
const response = { 200: writtenSource };
/** What the routes that take a document have of their own. */
const takesDocument = {
  bodyLimit: DOCUMENT_BODY_LIMIT,
  config: { access, maxBodyDepth: DOCUMENT_DEPTH },
} as const;

/** The commands on a source as a whole. */
export const sourceRoutes: FastifyPluginCallbackZod<{ readonly commands: CommandSender }> = (
  app,
  { commands },
  done,
) => {
  app.post(
    SOURCES_URL,
    {
      ...takesDocument,
      schema: {
        tags,
        summary: 'Register a source, with all its tools',
        description:
          'Give either `url` or `document`. The source is read before anything is stored: a document that is wrong is answered by 400 with ' +
          'the places, a URL that cannot be read by 422 `source-unreadable`, and then there is no source. What a document gets wrong about ' +
          'a part of it is one of the `warnings`.',
        querystring: noQuery,
        body: registerSourceBody,
        response: { 201: writtenSource },
      },
    },
    async (request, reply) => {
      const command: RegisterSource = { type: 'register-source', ...request.body };
      const errand = { aggregate, request, reply, collectionUrl: SOURCES_URL } as const;
      return writtenAnswer(await commands.create(errand, command));
    },
  );

  app.patch(
    `${SOURCES_URL}/:id`,
    {
      config,
      schema: {
        tags,
        summary: 'Change name or URL',
        description: 'What is at another URL is read when the source is refreshed.',
        params,
        querystring: noQuery,
        body: changeSourceBody,
        response,
      },
    },
    async (request, reply) => {
      const command: ChangeSource = { type: 'change-source', id: request.params.id, ...request.body };
      return writtenAnswer(await commands.change({ aggregate, request, reply }, command));
    },
  );

  app.delete(
    `${SOURCES_URL}/:id`,
    {
      config,
      schema: {
        tags,
        summary: 'Deregister a source for good, and its tools with it',
        description: 'Deregistering it again succeeds, with the same revision.',
        params,
        querystring: noQuery,
        response: { 200: deleted },
      },
    },
    async (request, reply) => {
      const command: DeregisterSource = { type: 'deregister-source', id: request.params.id };
      const { id, revision } = await commands.change({ aggregate, request, reply }, command);
      return { id, revision };
    },
  );

  app.post(
    `${SOURCES_URL}/:id/refresh`,
    {
      ...takesDocument,
      schema: {
        tags,
        summary: 'Bring the catalogue up to what a source has now',
        description:
          'A source with a URL is read again; one whose document is uploaded takes the new document. New operations become tools, vanished ' +
          'are deprecated, returned ones restored. A source that has what it had keeps its revision. One that cannot be read is answered by ' +
          '422 `source-unreadable`, and is degraded, or unhealthy from the third time on.',
        params,
        querystring: noQuery,
        body: refreshSourceBody.optional(),
        response,
      },
    },
    async (request, reply) => {
      const command: RefreshSource = {
        type: 'refresh-source',
        id: request.params.id,
        document: request.body?.document,
      };
      return writtenAnswer(await commands.change({ aggregate, request, reply }, command));
    },
  );

  app.post(
    `${SOURCES_URL}/:id/enable`,
    {
      config,
      schema: {
        tags,
        summary: 'Let agents use the tools of a source',
        params,
        querystring: noQuery,
        body: z.strictObject({}).optional(),
        response,
      },
    },
    async (request, reply) => {
      const command: EnableSource = { type: 'enable-source', id: request.params.id };
      return writtenAnswer(await commands.change({ aggregate, request, reply }, command));
    },
  );

  app.post(
    `${SOURCES_URL}/:id/disable`,
    {
      config,
      schema: {
        tags,
        summary: 'Keep agents from all tools of a source',
        params,
        querystring: noQuery,
        body: reasonBody.optional(),
        response,
      },
    },
    async (request, reply) => {
      const command: DisableSource = {
        type: 'disable-source',
        id: request.params.id,
        reason: request.body?.reason,
      };
      return writtenAnswer(await commands.change({ aggregate, request, reply }, command));
    },
  );
  done();
};

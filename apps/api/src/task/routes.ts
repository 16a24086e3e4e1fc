import type { ChangeTask, CreateTask, DeleteTask } from '@tools-provider/application';
import {
  aggregateId,
  changeTaskBody,
  createTaskBody,
  deleted,
  noQuery,
  writtenTask,
} from '@tools-provider/contracts';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { CommandSender } from '../http/command-sender.ts';
import { writtenAnswer } from './answers.ts';
import { TASKS_URL } from './readable.ts';

const aggregate = 'task';
const tags = ['tasks'];
const params = z.strictObject({ id: aggregateId });

/** The commands on a task. */
export const taskRoutes: FastifyPluginCallbackZod<{ readonly commands: CommandSender }> = (
  app,
  { commands },
  done,
) => {
  app.post(
    TASKS_URL,
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Create a task',
        querystring: noQuery,
        body: createTaskBody,
        response: { 201: writtenTask },
      },
    },
    async (request, reply) => {
      const command: CreateTask = { type: 'create-task', ...request.body };
      const errand = { aggregate, request, reply, collectionUrl: TASKS_URL } as const;
      return writtenAnswer(await commands.create(errand, command));
    },
  );

  app.patch(
    `${TASKS_URL}/:id`,
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Change a task',
        description:
          'All changes are one. A viewer may change the status, and only that, of a task assigned to them. A task with an `approval` is ' +
          'completed (which activates the group) only by an admin other than the one who asked, and cancelled (which withdraws the ' +
          'request) by any operator; either is final.',
        params,
        querystring: noQuery,
        body: changeTaskBody,
        response: { 200: writtenTask },
      },
    },
    async (request, reply) => {
      const command: ChangeTask = { type: 'change-task', id: request.params.id, ...request.body };
      return writtenAnswer(await commands.change({ aggregate, request, reply }, command));
    },
  );

  app.delete(
    `${TASKS_URL}/:id`,
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Delete a task for good',
        description: 'Deleting it again succeeds, with the same revision.',
        params,
        querystring: noQuery,
        response: { 200: deleted },
      },
    },
    async (request, reply) => {
      const command: DeleteTask = { type: 'delete-task', id: request.params.id };
      const { id, revision } = await commands.change({ aggregate, request, reply }, command);
      return { id, revision };
    },
  );
  done();
};

import Fastify from 'fastify';
import { MongoClient } from 'mongodb';

/** A process of its own with one route that answers a document by its id, and does nothing else: what the api is compared with. */
const [, , mongodb, database, collection] = process.argv;
const client = new MongoClient(mongodb ?? '');
const documents = client.db(database).collection<{ _id: string }>(collection ?? '');
const server = Fastify();
server.get<{ Params: { id: string } }>(
  '/:id',
  async ({ params }) => await documents.findOne({ _id: params.id }),
);
await server.listen({ port: 0, host: '127.0.0.1' });
process.send?.(server.listeningOrigin);
process.once('disconnect', () => process.exit());

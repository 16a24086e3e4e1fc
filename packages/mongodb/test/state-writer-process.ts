import { NOTES, noteWrite } from '@tools-provider/event-sourcing/contract-suites';
import { ClientSession } from 'mongodb';
import { connectMongoDb } from '../src/connect-mongodb.ts';

/**
 * Changes notes one after the other, as a process, and dies at its nth commit, when everything of the transaction was sent but the commit, or
 * when that was answered: `node state-writer-process.ts <url> before-commit:<n>|after-commit:<n> <id>…`.
 */
const [, , url = '', crashAt = '', ...ids] = process.argv;
const [crashPoint, count] = crashAt.split(':');
const { stateStore } = connectMongoDb(url);
let left = Number(count);

const commit = ClientSession.prototype.commitTransaction;
ClientSession.prototype.commitTransaction = async function (...options) {
  left -= 1;
  if (left === 0 && crashPoint === 'before-commit') process.kill(process.pid, 'SIGKILL');
  await commit.apply(this, options);
  if (left === 0) process.kill(process.pid, 'SIGKILL');
};

for (let n = 0; ; n += 1) {
  const id = ids[n % ids.length] ?? '';
  const revision = ((await stateStore.load(NOTES, id))?.revision ?? -1) + 1;
  await stateStore.save([noteWrite(id, revision, { title: `Revision ${revision}` })]);
}

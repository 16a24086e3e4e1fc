import { relative } from 'node:path';
import { personas } from '@tools-provider/contracts';
import { repositoryRoot } from './config.ts';
import type { System } from './system/start-system.ts';

/** What a person reads once everything is up; its last line begins with `Ready` and names the addresses. */
export function readyMessage({ url, config }: System): string {
  const api = url('api');
  const consoleUrl = url('console');
  const folder = relative(repositoryRoot, config.dataFolder);
  const data = folder.startsWith('..') ? config.dataFolder : folder;
  return `
Tools Provider is running: event store ${storeOf(config.kurrentdbUrl)}, read model ${storeOf(config.mongodbUrl)}, data in ${data}

  Console   ${consoleUrl}
  API       ${api}
  OpenAPI   ${api}/openapi.json
  Feed      ${api}/api/v1/events

  Sign in   ${signIn(config.isOidc)}

  Try       create a tool group in the console and watch its badge go from pending to projected
            stop the worker (kill -STOP $(cat ${data}/run/reconciliator.pid)) and create another; kill -CONT lets it catch up
            read the feed: curl -H "Authorization: Bearer $TOKEN" ${api}/api/v1/events
              with TOKEN ${tokenFrom(config.isOidc, api)}

  Stop      Ctrl-C; the data stays. Begin anew: npm start -- --fresh

Ready  console ${consoleUrl}  api ${api}  openapi ${api}/openapi.json  feed ${api}/api/v1/events
`;
}

function signIn(isOidc: boolean): string {
  return isOidc
    ? 'at the OpenID issuer, on the console’s page; no demo data is written with AUTH_MODE=oidc'
    : `as ${personas.map(({ name }) => name).join(', ')}; there are no passwords in development`;
}

function tokenFrom(isOidc: boolean, api: string): string {
  return isOidc
    ? 'an access token of the issuer, or a service token that an admin has made (docs/access.md)'
    : `from curl ${api}/api/v1/dev/token -H content-type:application/json -d '{"persona":"viewer"}'`;
}

function storeOf(url: string | undefined): string {
  return url === undefined ? 'embedded' : withoutPassword(url);
}

function withoutPassword(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//');
}

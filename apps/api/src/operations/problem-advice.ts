import type { ErrorKind } from '@tools-provider/mediator';

/** What the page of a problem says: what it means, and what to do. */
export interface ProblemAdvice {
  readonly kind: ErrorKind;
  readonly meaning: string;
  readonly whatToDo: string;
}

/** What to say of each code. A code `invalid-<field>` that is not here is one of the domain's, about that field. */
export const PROBLEM_ADVICE: Readonly<Record<string, ProblemAdvice>> = {
  'invalid-request': {
    kind: 'invalid',
    meaning: 'Something in the request does not have the form that the api expects.',
    whatToDo:
      'Look at "errors": each entry names a place (a JSON Pointer into the body, ?name of a query parameter, {name} of a path parameter, Name: of a header) and what is wrong with it.',
  },
  'tool-not-found': {
    kind: 'not-found',
    meaning: 'The catalogue has no such tool.',
    whatToDo:
      "A tool's id is its source's, a colon and the operation's; encode it, since it may hold / and #.",
  },
  'preview-busy': {
    kind: 'unavailable',
    meaning: 'Previews are made one at a time, and too many wait for their turn already.',
    whatToDo: 'Ask again after Retry-After. Patterns that begin with regex: take longest.',
  },
  'invalid-json': {
    kind: 'invalid',
    meaning: 'The body is not JSON.',
    whatToDo: 'Check quotation marks, commas and the encoding (UTF-8).',
  },
  'invalid-url': {
    kind: 'invalid',
    meaning:
      'The URL of the request has a part that is not percent-encoded UTF-8, or the URL that it gives for a source is none that is fetched.',
    whatToDo:
      "Encode each part of the path by itself, as encodeURIComponent does; a tool's id holds / and #. A source's URL begins with http or https and holds neither user name nor password.",
  },
  'invalid-cursor': {
    kind: 'invalid',
    meaning: 'The cursor is none that this list has given out, or it belongs to another order.',
    whatToDo: 'Send "next" of the page before with the same sort, or leave the cursor out to begin again.',
  },
  'unreadable-document': {
    kind: 'invalid',
    meaning:
      'The document is no OpenAPI document that can be read: its text, its version or its form is not right.',
    whatToDo:
      'Look at "errors": each entry names the place in the document and what is wrong with it. OpenAPI 3.0, 3.1 and 3.2 are read, as JSON or YAML; convert Swagger 2.0 first.',
  },
  'external-reference': {
    kind: 'invalid',
    meaning: 'The document refers to other documents, which are never fetched.',
    whatToDo:
      'Bundle it into one document first, for example with "redocly bundle". "errors" names the places.',
  },
  'source-too-large': {
    kind: 'invalid',
    meaning: 'The source is larger than what is read: 5 MB, a million values, or 10,000 operations.',
    whatToDo: 'Split it into several sources, or leave out what no tool needs.',
  },
  'import-limit-exceeded': {
    kind: 'invalid',
    meaning: 'Reading the document took more time or memory than one document may take.',
    whatToDo: 'Split it into several sources, or leave out what no tool needs.',
  },
  'import-busy': {
    kind: 'unavailable',
    meaning: 'Too many documents are being read at this moment.',
    whatToDo: 'Try again after Retry-After. Nothing was done.',
  },
  'body-too-deep': {
    kind: 'invalid',
    meaning: 'Arrays and objects in the body are nested too deep.',
    whatToDo: 'Send a flatter body; none of the api goes deeper than a few levels.',
  },
  'document-too-large': {
    kind: 'invalid',
    meaning: 'What is to be stored is larger than the database takes (16 MB).',
    whatToDo: 'Send less, or remove something of what is there first.',
  },
  'body-too-large': {
    kind: 'invalid',
    meaning: 'The body is larger than 1 MiB, or than 6 MiB where it holds the document of a source.',
    whatToDo: 'Send less at once.',
  },
  'revision-not-found': {
    kind: 'not-found',
    meaning: 'The aggregate has not come to this revision yet.',
    whatToDo: 'Ask for one up to currentRevision.',
  },
  'revision-unreadable': {
    kind: 'refused',
    meaning: 'An event up to this revision cannot be read, so that what it came to is not known.',
    whatToDo: 'See in the history which event it is, and ask for a revision before it.',
  },
  'duplicate-entry': {
    kind: 'invalid',
    meaning: 'What the body lists names the same thing twice.',
    whatToDo: 'Name each selector id and each tool once.',
  },
  'precondition-required': {
    kind: 'refused',
    meaning: 'The request would overwrite a whole definition without saying which revision of it was read.',
    whatToDo: 'Read it, and send its ETag as If-Match.',
  },
  'append-too-large': {
    kind: 'invalid',
    meaning: 'What the command would write is larger than one append to the log may be.',
    whatToDo: 'Split the change into several commands.',
  },
  'headers-too-large': {
    kind: 'invalid',
    meaning: 'The headers of the request are larger than the server reads.',
    whatToDo: 'Send fewer or shorter headers.',
  },
  'invalid-http': {
    kind: 'invalid',
    meaning: 'What was sent is no HTTP request that can be read.',
    whatToDo: 'Use an HTTP client, and http:// rather than https://.',
  },
  'unsupported-media-type': {
    kind: 'invalid',
    meaning: 'The body is not sent as JSON.',
    whatToDo: 'Send Content-Type: application/json.',
  },
  'not-acceptable': {
    kind: 'invalid',
    meaning: 'The Accept header allows none of the forms in which this is served.',
    whatToDo: 'Ask for one of the forms that "detail" names.',
  },
  'method-not-allowed': {
    kind: 'invalid',
    meaning: 'There is such a path, but not with this method.',
    whatToDo: 'Use one of the methods that the Allow header names.',
  },
  'misdirected-request': {
    kind: 'invalid',
    meaning:
      'In development the api answers only to names of this machine, so that no page of another site can reach it.',
    whatToDo: 'Use http://localhost, http://127.0.0.1 or http://[::1] with the port.',
  },
  'too-many-requests': {
    kind: 'refused',
    meaning: 'The caller has sent more requests in a second than it may.',
    whatToDo: 'Wait as long as Retry-After says; the RateLimit headers tell what is left.',
  },
  'no-token': {
    kind: 'unauthenticated',
    meaning: 'The request carries no bearer token.',
    whatToDo: 'Send Authorization: Bearer <token>. In development POST /api/v1/dev/token gives one.',
  },
  'invalid-token': {
    kind: 'unauthenticated',
    meaning: 'The token is not one of this api, was altered or revoked, or has expired.',
    whatToDo: 'Sign in again; for a service, ask an admin for a new token.',
  },
  forbidden: {
    kind: 'forbidden',
    meaning: 'The caller is known, but may not do this.',
    whatToDo: 'Ask somebody with the role that "detail" names.',
  },
  'people-only': {
    kind: 'forbidden',
    meaning: 'No service may call this, whatever its scopes.',
    whatToDo: 'Sign in as a person with the role that the OpenAPI document names.',
  },
  'scope-missing': {
    kind: 'forbidden',
    meaning: 'The service is known, but its token does not have the scope for this.',
    whatToDo: 'Ask an admin for a token with the scope that "detail" names; scopes of a token never change.',
  },
  'metrics-forbidden': {
    kind: 'forbidden',
    meaning: 'Metrics are shown to callers on the same machine only, unless they send the token for them.',
    whatToDo: 'Set METRICS_TOKEN for the api, and send it as the bearer token.',
  },
  'role-missing': {
    kind: 'forbidden',
    meaning: 'The caller is known, but the command takes a role that the caller does not have.',
    whatToDo: 'Ask somebody with the role that "detail" names.',
  },
  'no-access-rule': {
    kind: 'forbidden',
    meaning: 'No rule says who may send this command, so nobody may.',
    whatToDo: 'This is a gap in the api: report it.',
  },
  'not-your-task': {
    kind: 'forbidden',
    meaning: 'A viewer may change the status of tasks that are assigned to them; this one is not.',
    whatToDo: 'Ask the assignee or an operator.',
  },
  'status-only': {
    kind: 'forbidden',
    meaning: 'Of a task assigned to them, a viewer may change the status and nothing else.',
    whatToDo: 'Send the status alone, or ask an operator.',
  },
  'approval-waiver': {
    kind: 'forbidden',
    meaning: 'The group requires an approval of its activation, and only an admin may waive that.',
    whatToDo: 'Activate the group, which asks the admins for their approval, or ask an admin to waive it.',
  },
  'approval-needs-another-admin': {
    kind: 'forbidden',
    meaning: 'An activation is approved by an admin, and never by the one who asked for it.',
    whatToDo: 'Ask another admin to complete the task; "detail" names the one who asked.',
  },
  'not-your-view': {
    kind: 'forbidden',
    meaning: 'The view belongs to somebody else, who shares it.',
    whatToDo: 'Create a view of your own with the same query; an admin may unshare or delete it.',
  },
  'sharing-needs-operator': {
    kind: 'forbidden',
    meaning: 'A viewer may have views of their own, but may not share them with everybody.',
    whatToDo: 'Leave isShared out, or ask an operator to share such a view.',
  },
  'projection-not-found': {
    kind: 'not-found',
    meaning: 'There is no projection of this name.',
    whatToDo: 'GET /api/v1/projections lists them; all stands for every one.',
  },
  'job-not-found': {
    kind: 'not-found',
    meaning: "There is no job with this id, it is somebody else's, or it is so old that it was forgotten.",
    whatToDo: 'GET /api/v1/jobs lists those that there are.',
  },
  'too-many-items': {
    kind: 'refused',
    meaning: 'A job may be about 10,000 things at most, and the filter finds more.',
    whatToDo: 'Narrow the filter, or ask for several jobs, one after the other.',
  },
  'too-many-jobs': {
    kind: 'conflict',
    meaning: 'Too many of the caller’s jobs wait or are under way.',
    whatToDo: 'Wait until one is over, or cancel one: DELETE /api/v1/jobs/{id}.',
  },
  'no-rebuild': {
    kind: 'not-found',
    meaning: 'Nobody has asked for one of this kind, or the last one is over.',
    whatToDo: 'POST to the same address asks for one.',
  },
  'rebuild-under-way': {
    kind: 'conflict',
    meaning: 'A rebuild or a verification waits or is under way, and there is one at a time.',
    whatToDo: 'Wait for its end, which GET /api/v1/projections tells, or end it with DELETE.',
  },
  'not-set-aside': {
    kind: 'not-found',
    meaning: 'Nothing with this id is set aside; it may have been tried again already.',
    whatToDo: 'GET /api/v1/pipeline/set-aside lists what is.',
  },
  'not-quarantined': {
    kind: 'refused',
    meaning: 'The aggregate is not set aside; it may have been tried again already.',
    whatToDo: 'GET /api/v1/pipeline/quarantine lists those that are.',
  },
  'quarantine-moved': {
    kind: 'refused',
    meaning: 'The aggregate is set aside at another revision than the request names.',
    whatToDo: 'Look at the failure again (GET /api/v1/consistency/{aggregate}/{id}) and decide anew.',
  },
  diverged: {
    kind: 'refused',
    meaning: 'The log of the aggregate is not the one that was projected, as after a restore from a backup.',
    whatToDo: 'Rebuild the projection: it takes what the log holds now.',
  },
  'route-not-found': {
    kind: 'not-found',
    meaning: 'There is no such path.',
    whatToDo: 'See /openapi.json for the paths there are.',
  },
  'not-projected-yet': {
    kind: 'not-found',
    meaning: 'It was written, but the read model does not show it yet; "detail" says so if it is set aside.',
    whatToDo:
      'Read again with ?minRevision=<revision> and Prefer: wait=5, or listen to /api/v1/changes. If it is set aside, an admin can retry or skip.',
  },
  'left-out': {
    kind: 'not-found',
    meaning:
      'It was written, and has no document: an admin had its creation skipped, or the document was lost.',
    whatToDo:
      'Waiting does not help. "detail" says who left it out and why; a document that was lost is made anew by a rebuild.',
  },
  'tool-group-not-found': {
    kind: 'not-found',
    meaning: 'There never was a tool group with this id.',
    whatToDo: 'Check the id; GET /api/v1/tool-groups lists those there are.',
  },
  'task-not-found': {
    kind: 'not-found',
    meaning: 'There never was a task with this id.',
    whatToDo: 'Check the id; GET /api/v1/tasks lists those there are.',
  },
  'view-not-found': {
    kind: 'not-found',
    meaning: 'There never was a view with this id, or it is private to somebody else.',
    whatToDo: 'Check the id; GET /api/v1/views lists your own views and those that others share.',
  },
  'service-token-not-found': {
    kind: 'not-found',
    meaning: 'There never was a service token with this id.',
    whatToDo: 'Check the id; GET /api/v1/service-tokens lists those there are.',
  },
  'selector-not-found': {
    kind: 'not-found',
    meaning: 'The group has no selector with this id.',
    whatToDo: "Read the group for its selectors' ids; it may have been removed already.",
  },
  'tool-group-deleted': {
    kind: 'gone',
    meaning: 'The tool group was deleted. Its history and its events in the feed stay.',
    whatToDo: 'Nothing can be changed any more; create a new group.',
  },
  'task-deleted': {
    kind: 'gone',
    meaning: 'The task was deleted. Its history and its events in the feed stay.',
    whatToDo: 'Nothing can be changed any more; create a new task.',
  },
  'view-deleted': {
    kind: 'gone',
    meaning: 'The view was deleted. Its events in the feed stay.',
    whatToDo: 'Nothing can be changed any more; create a new view.',
  },
  'too-many-views': {
    kind: 'refused',
    meaning: 'There are 100 views of yours already, and that is as many as anybody may have.',
    whatToDo: 'Delete one of yours first, or change one that you have.',
  },
  'selector-id-taken': {
    kind: 'refused',
    meaning: 'The group has a selector with this id and other criteria.',
    whatToDo: 'Leave the id out to get a new one, or remove the other selector first.',
  },
  'status-transition': {
    kind: 'refused',
    meaning: 'A task of this status cannot get the status that was asked for.',
    whatToDo: 'See "errors" for those it can get; a completed task is opened again by in_progress.',
  },
  'approval-decided': {
    kind: 'refused',
    meaning: 'The task has decided about the activation of a tool group, and that is final.',
    whatToDo:
      'To activate the group after all, activate it anew, which opens a new task; else deactivate it.',
  },
  'activation-request-not-pending': {
    kind: 'refused',
    meaning: 'The activation request was decided before, or the group never had it.',
    whatToDo: 'Read the group: "activationRequest" is the request that is pending.',
  },
  'source-not-found': {
    kind: 'not-found',
    meaning: 'There is no source with this id.',
    whatToDo: 'GET /api/v1/sources lists those there are.',
  },
  'label-not-found': {
    kind: 'not-found',
    meaning: 'There is no label with this id.',
    whatToDo: 'GET /api/v1/labels lists those there are.',
  },
  'source-deleted': {
    kind: 'gone',
    meaning: 'The source was deregistered, and its tools went with it.',
    whatToDo: 'Nothing can be done with it any more; register a new one.',
  },
  'label-deleted': {
    kind: 'gone',
    meaning: 'The label was deleted.',
    whatToDo: 'Nothing can be done with it any more; create a new one.',
  },
  'source-already-exists': {
    kind: 'conflict',
    meaning: 'There is a source with this id, or was one.',
    whatToDo: 'Leave the id out to get a new one, or change the source that is there.',
  },
  'label-already-exists': {
    kind: 'conflict',
    meaning: 'There is a label with this id, or was one.',
    whatToDo: 'Leave the id out to get a new one, or change the label that is there.',
  },
  'source-unreadable': {
    kind: 'refused',
    meaning:
      'What is at the URL of the source cannot be read, or is no source; "detail" says why. A refresh records it: the source is degraded, or unhealthy after three times.',
    whatToDo:
      'Look at the URL and at what answers there, correct it (PATCH the source), then refresh the source again.',
  },
  'source-has-no-url': {
    kind: 'refused',
    meaning: 'The document of this source is uploaded, so it has no URL to change.',
    whatToDo: 'Refresh it with a document, or register another source with the URL.',
  },
  'document-missing': {
    kind: 'refused',
    meaning: 'The document of this source is uploaded: a refresh takes the new one.',
    whatToDo: 'Send {"document": …}, an object or a text of JSON or YAML.',
  },
  'document-unwanted': {
    kind: 'refused',
    meaning: 'This source is read at its URL: a refresh takes no document.',
    whatToDo: 'Send no body; to upload documents, register a source without a URL.',
  },
  'tool-deprecated': {
    kind: 'refused',
    meaning: 'The source of the tool no longer has it, so it cannot be enabled.',
    whatToDo: 'It is enabled by itself when a refresh finds it again.',
  },
  'too-many-labels': {
    kind: 'refused',
    meaning: 'A tool has at most 50 labels.',
    whatToDo: 'Take a label from it first.',
  },
  'unknown-action': {
    kind: 'refused',
    meaning:
      'The job was asked for by another version of the program, for something that this one cannot do.',
    whatToDo: 'Ask for the same by a new job, of an action that the reference lists.',
  },
  'stream-deleted': {
    kind: 'gone',
    meaning: 'The events of this aggregate were removed from the log itself.',
    whatToDo: 'Create a new one; this id cannot be used any more.',
  },
  'command-id-reused': {
    kind: 'refused',
    meaning: 'The Idempotency-Key was sent before, with another body.',
    whatToDo: 'Send a new key with a new wish; the same key is for sending the same request again.',
  },
  'stale-revision': {
    kind: 'conflict',
    meaning: 'It was changed since the revision that If-Match names.',
    whatToDo: 'Read it again ("currentRevision" is the newest), decide anew and send the new ETag.',
  },
  'tool-group-already-exists': {
    kind: 'conflict',
    meaning: 'There is a tool group with this id, or was one.',
    whatToDo: 'Leave the id out to get a new one, or change the tool group that is there.',
  },
  'task-already-exists': {
    kind: 'conflict',
    meaning: 'There is a task with this id, or was one.',
    whatToDo: 'Leave the id out to get a new one, or change the task that is there.',
  },
  'view-already-exists': {
    kind: 'conflict',
    meaning: 'There is a view with this id, or was one.',
    whatToDo: 'Leave the id out to get a new one, or change the view that is there.',
  },
  'service-token-already-exists': {
    kind: 'conflict',
    meaning: 'There is a service token with this id, or was one.',
    whatToDo: 'Leave the id out to get a new one.',
  },
  'revision-conflict': {
    kind: 'conflict',
    meaning: 'Others changed it at the same moment, also after trying again.',
    whatToDo: 'Read it, and send the command again if it is still wanted.',
  },
  'issuer-unavailable': {
    kind: 'unavailable',
    meaning: 'The OpenID issuer, whose keys access tokens are checked by, does not answer.',
    whatToDo:
      'Try again after Retry-After. If it stays so, OIDC_ISSUER may be wrong: the log of the api has the reason.',
  },
  'event-store-unavailable': {
    kind: 'unavailable',
    meaning: 'KurrentDB, which holds the log, does not answer.',
    whatToDo: 'Try again after Retry-After; GET /readyz tells how the stores are.',
  },
  'outcome-unknown': {
    kind: 'unavailable',
    meaning: 'The store gave no answer, so it is not known whether the command was carried out.',
    whatToDo: 'Read the aggregate; send the command again if its effect is not there.',
  },
  'read-model-unavailable': {
    kind: 'unavailable',
    meaning: 'MongoDB, which holds the read model, does not answer. Commands still work.',
    whatToDo: 'Try again after Retry-After; GET /readyz tells how the stores are.',
  },
  'state-store-unavailable': {
    kind: 'unavailable',
    meaning: 'MongoDB, which holds what is stored as its state, does not answer. Nothing was changed.',
    whatToDo: 'Try again after Retry-After; GET /readyz tells how the stores are.',
  },
  defect: {
    kind: 'defect',
    meaning: 'The api has a fault; the request may have been fine.',
    whatToDo: 'Report it with the trace id of the answer, which finds it in the log.',
  },
};

/** What to say of a code; `undefined` for one that the api does not use. */
export function adviceOn(code: string): ProblemAdvice | undefined {
  if (Object.hasOwn(PROBLEM_ADVICE, code)) return PROBLEM_ADVICE[code];
  return /^invalid(-[a-z]+)+$/.test(code) ? PROBLEM_ADVICE['invalid-request'] : undefined;
}

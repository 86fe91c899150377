import { boundedName } from '@fleetview/backstage-plugin-fleet-common';
import { storableText } from '../derive/storableText';
import type { ClusterWrite } from './ClusterWrite';
import { eventSchema } from './eventSchema';
import { isResourceLeftOut, isWriterLeftOut } from './leftOut';
import { managerOf } from './managerOf';

const VERBS = [
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
] as const;
/** So far ahead a clock may be. */
const AHEAD_MS = 10 * 60_000;

/** What an event comes to: a write, nothing that is kept, or nothing that can be understood. */
export type ReadEvent = ClusterWrite | 'left-out' | 'malformed';

/**
 * What is kept of an event: a write that succeeded and could explain that something differs.
 *
 * @param limits - times in milliseconds since 1970: what is older is not kept, and what is
 *   newer than now is of a clock that tells nothing
 */
export function toClusterWrite(
  event: unknown,
  limits: { oldest: number; now: number },
): ReadEvent {
  const parsed = eventSchema.safeParse(event);
  if (!parsed.success) return 'malformed';
  const { stage, objectRef, responseStatus, requestURI, ...said } = parsed.data;
  const receivedAt = said.requestReceivedTimestamp;
  const completedAt = said.stageTimestamp;
  if (completedAt < receivedAt || completedAt > limits.now + AHEAD_MS) {
    return 'malformed';
  }
  const verb = VERBS.find(each => each === said.verb);
  const code = responseStatus?.code ?? 0;
  const isDone = stage === 'ResponseComplete' && code >= 200 && code < 300;
  if (!verb || !objectRef || !isDone || completedAt < limits.oldest) {
    return 'left-out';
  }
  const { apiGroup: group, resource, subresource, name } = objectRef;
  const asked = new URLSearchParams(requestURI.split('?')[1] ?? '');
  // It changed nothing.
  if (asked.get('dryRun')) return 'left-out';
  // What the API server names itself has no name in the request.
  if ((name === '') !== (verb === 'deletecollection')) return 'left-out';
  const username = boundedName(said.user.username);
  const actingAs = said.impersonatedUser?.username;
  if (
    isResourceLeftOut({ group, resource, subresource }) ||
    isWriterLeftOut({ username, verb, ...(actingAs ? { actingAs } : {}) })
  ) {
    return 'left-out';
  }
  // To the API server a namespace stands within itself.
  const isNamespace = group === '' && resource === 'namespaces';
  return {
    group: storableText(group),
    resource: storableText(resource),
    subresource: storableText(subresource),
    namespace: isNamespace ? '' : storableText(objectRef.namespace),
    name: storableText(name),
    verb,
    created: verb === 'create' || code === 201,
    username,
    ...(actingAs ? { actingAs: boundedName(actingAs) } : {}),
    userAgent: boundedName(said.userAgent),
    manager: managerOf({
      fieldManager: asked.get('fieldManager'),
      userAgent: said.userAgent,
    }),
    receivedAt,
    completedAt,
  };
}

import type { Fact } from '@fleetview/backstage-plugin-fleet-common';
import {
  mapObject,
  MAX_FOLLOW_UP_OBJECTS,
  type AdapterFollowUp,
  type AdapterWatch,
  type FollowUpAnswer,
  type FollowUpList,
  type Mapped,
} from '@fleetview/backstage-plugin-fleet-node';
import {
  KubernetesError,
  type KubernetesClient,
  type KubernetesErrorKind,
} from '@fleetview/kube-watch';
import type { Ailing } from './AilingQueue';
import { urgencyOf } from './urgencyOf';

/** Requests for one object, the one for itself apart. */
const MOST_LISTS = 8;
/** One answer. */
const MAX_BYTES = 2 * 1024 * 1024;
const TIMEOUT_MS = 10_000;

/** What says that the cluster, and not what was asked, is in the way. */
const OF_THE_CLUSTER: readonly KubernetesErrorKind[] = [
  'unreachable',
  'unauthorized',
  'throttled',
  'expired',
  'aborted',
];

/** What came of following one object up. */
export type FollowedUp =
  /** It is not there, or another of its name is: its watch will tell. */
  | { type: 'gone' }
  /** It has become well. */
  | { type: 'well' }
  | {
      type: 'read';
      mapped: Mapped;
      /** Why some of it could not be read. */
      refusals: { kind: KubernetesErrorKind; reason: string }[];
      /** Whether anything could. */
      isAny: boolean;
    };

/**
 * Reads an object that is not well, and then what its adapter asks for, one list
 * after the other.
 *
 * @throws KubernetesError when the cluster does not answer as it should; what may
 *   not be read is no error
 */
export async function readFollowUp(options: {
  client: Pick<KubernetesClient, 'getObject' | 'listSome'>;
  followUp: AdapterFollowUp;
  /** Of the object's kind. */
  watch: AdapterWatch;
  ailing: Ailing;
  signal: AbortSignal;
  /** Milliseconds since 1970. */
  wallClock: () => number;
  /** Whether there is nothing to read any more, by what is mapped of it; as it is well where absent. */
  isOver?: (facts: readonly Fact[]) => boolean;
}): Promise<FollowedUp> {
  const { client, followUp, watch, ailing, signal, isOver = isWell } = options;
  const { namespace, name, uid, version } = ailing;
  const { group, plural, kind } = watch;
  const resource = { group, version, plural, kind };
  let object: unknown;
  try {
    const found = await client.getObject(resource, { namespace, name, signal });
    if (found.metadata.uid !== uid) return { type: 'gone' };
    object = found;
  } catch (error) {
    if (error instanceof KubernetesError && error.kind === 'not-served') {
      return { type: 'gone' };
    }
    throw error;
  }
  const now = mapObject(watch, version, object);
  if ('facts' in now && isOver(now.facts)) {
    return { type: 'well' };
  }
  const answers: Record<string, FollowUpAnswer> = {};
  const refusals: { kind: KubernetesErrorKind; reason: string }[] = [];
  let asked = 0;
  for (;;) {
    const lists = followUp
      .plan(object, answers)
      .filter(({ id }) => answers[id] === undefined)
      .slice(0, MOST_LISTS - asked);
    if (lists.length === 0) break;
    for (const list of lists) {
      asked += 1;
      try {
        answers[list.id] = await readList(options, list);
      } catch (error) {
        if (
          !(error instanceof KubernetesError) ||
          OF_THE_CLUSTER.includes(error.kind)
        ) {
          throw error;
        }
        const { reason } = error;
        refusals.push({ kind: error.kind, reason });
        answers[list.id] = { plural: list.plural, refused: reason };
      }
    }
  }
  return {
    type: 'read',
    refusals,
    isAny: Object.values(answers).some(answer => 'items' in answer),
    mapped: followUp.map(object, answers, {
      source: { group, version, kind, namespace, name, uid },
      readAt: new Date(options.wallClock()).toISOString(),
    }),
  };
}

function isWell(facts: readonly Fact[]): boolean {
  return urgencyOf(facts) === 'over';
}

async function readList(
  options: Parameters<typeof readFollowUp>[0],
  list: FollowUpList,
): Promise<FollowUpAnswer> {
  const { client, followUp, ailing, signal } = options;
  const { id: _, plural, limit, ...selectors } = list;
  const resource = followUp.resources.find(each => each.plural === plural);
  if (!resource) {
    throw new KubernetesError('invalid', `'${plural}' is not declared`);
  }
  return client.listSome(resource, {
    ...selectors,
    namespace: ailing.namespace,
    limit: Math.min(limit, MAX_FOLLOW_UP_OBJECTS),
    maxBytes: MAX_BYTES,
    timeoutMs: TIMEOUT_MS,
    signal,
  });
}

import type { KubernetesClient } from '@fleetview/kube-watch';
import { readClusterUid } from '../../clusters/readClusterUid';
import { had, inTurns, type Had, type NotHad } from '../../verify';
import {
  existingKey,
  HIDDEN,
  MOST_EXISTING,
  MOST_NAMESPACES,
  MOST_REFERENCES,
  takesOfQuotas,
  type PreflightPlan,
} from '../PreflightPlan';
import type { Json } from '../manifests/json';
import { referenceKey } from '../manifests/referencesOf';
import { readExisting } from './readExisting';
import { readPresence } from './readPresence';
import { readQuotas } from './readQuotas';
import { servedOf } from './servedOf';
import type { Quota, TargetSight } from './TargetSight';

const TOO_MANY: NotHad = {
  cause: 'not-asked',
  reason: 'there are more than are asked for at once',
};

/**
 * Asks a cluster all that it takes to say whether manifests could go there, once it has shown
 * that it is the one that it was. What one question did not get is a statement of that alone.
 *
 * @param options.sees - whether the reader may see anything of a namespace
 */
export async function readTarget(options: {
  client: KubernetesClient;
  plan: PreflightPlan;
  uid?: string;
  sees: (namespace: string) => boolean;
  now: () => number;
  signal: AbortSignal;
}): Promise<TargetSight | NotHad> {
  const { client, plan, uid, sees, signal } = options;
  const shown = await readClusterUid(client, signal);
  if (uid !== undefined && shown !== undefined && shown !== uid) {
    return {
      cause: 'not-asked',
      reason: 'it is another cluster than it was, and was asked no more',
    };
  }
  const version = await had(
    client.version({ signal }).then(({ gitVersion }) => gitVersion),
  );
  const discovery = await had(
    client.discover({
      groups: [...new Set(plan.kinds.map(({ group }) => group))],
      signal,
    }),
  );
  const asked = plan.references.filter(({ namespace }) => sees(namespace));
  const presence = await readPresence(
    client,
    asked.slice(0, MOST_REFERENCES),
    signal,
  );
  for (const reference of plan.references) {
    const key = referenceKey(reference);
    if (!presence.has(key)) {
      presence.set(key, sees(reference.namespace) ? TOO_MANY : HIDDEN);
    }
  }
  const quotas = await readAllQuotas(client, plan, sees, signal);
  const existing = await readAllExisting({
    client,
    plan,
    quotas,
    discovery,
    signal,
  });
  return { at: options.now(), version, discovery, presence, quotas, existing };
}

async function readAllQuotas(
  client: KubernetesClient,
  { quotaNamespaces }: PreflightPlan,
  sees: (namespace: string) => boolean,
  signal: AbortSignal,
): Promise<TargetSight['quotas']> {
  const answers = await inTurns(
    quotaNamespaces.map((namespace, index) => ({ namespace, index })),
    async ({ namespace, index }): Promise<Had<Quota[]>> => {
      if (!sees(namespace)) return HIDDEN;
      return index < MOST_NAMESPACES
        ? had(readQuotas(client, namespace, signal))
        : TOO_MANY;
    },
  );
  return new Map(
    quotaNamespaces.map((namespace, index) => [namespace, answers[index]]),
  );
}

/** What takes of a quota already need not find room in it once more. */
async function readAllExisting(options: {
  client: KubernetesClient;
  plan: PreflightPlan;
  quotas: TargetSight['quotas'];
  discovery: TargetSight['discovery'];
  signal: AbortSignal;
}): Promise<TargetSight['existing']> {
  const { client, plan, quotas, discovery, signal } = options;
  const sought = plan.manifests.filter(takesOfQuotas).flatMap(manifest => {
    const namespace = plan.namespaceOf(manifest);
    const own = quotas.get(namespace);
    const served =
      'value' in discovery ? servedOf(discovery.value, manifest) : undefined;
    const { name } = manifest;
    const isSought =
      own &&
      'value' in own &&
      own.value.length > 0 &&
      served?.state === 'served' &&
      name !== undefined;
    return isSought
      ? [
          {
            key: existingKey(manifest, namespace),
            resource: served.resource,
            object: { namespace, name },
            // What is in a Secret is nobody's business here: that it is there is enough.
            isSecret: manifest.kind === 'Secret',
          },
        ]
      : [];
  });
  const answers = await inTurns(
    sought.map((each, index) => ({ ...each, index })),
    async ({
      resource,
      object,
      isSecret,
      index,
    }): Promise<Had<Json | undefined>> =>
      index < MOST_EXISTING
        ? had(readExisting(client, resource, object, { isSecret, signal }))
        : TOO_MANY,
  );
  return new Map(sought.map(({ key }, index) => [key, answers[index]]));
}

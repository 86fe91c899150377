import {
  boundedName,
  boundedText,
  DIFFERENCE_READ_PART,
  type DifferenceFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  differenceOf,
  type AdapterLook,
} from '@fleetview/backstage-plugin-fleet-node';
import { KubernetesError, type KubernetesClient } from '@fleetview/kube-watch';
import type { Wish } from './lookLines';

/**
 * Reads one object, and tells whether it is there and where others than its engine wrote
 * it. Nothing else of it is kept.
 *
 * @throws KubernetesError where the cluster does not answer as it should, or does not let
 *   it be read
 */
export async function look(options: {
  client: Pick<KubernetesClient, 'getObject'>;
  at: AdapterLook;
  wish: Wish;
  signal: AbortSignal;
  /** Milliseconds since 1970. */
  wallClock: () => number;
}): Promise<DifferenceFact> {
  const { client, at, wish, signal, wallClock } = options;
  const { group, version, plural, kind, namespaced } = at;
  const readAt = () => new Date(wallClock()).toISOString();
  const base = {
    subject: { type: 'observer' as const },
    source: {
      group,
      version,
      kind,
      ...(namespaced ? { namespace: wish.namespace } : {}),
      name: wish.name,
      uid: uidOf(wish),
    },
    labels: {},
    annotations: {},
    type: 'difference' as const,
    part: DIFFERENCE_READ_PART,
    kind,
    ...(namespaced ? { namespace: boundedName(wish.namespace) } : {}),
    name: boundedName(wish.name),
  };
  const nothing = {
    basis: 'ownership' as const,
    differences: [],
    total: 0,
    same: '',
  };
  let object: unknown;
  try {
    object = await client.getObject(
      { group, version, plural, kind },
      {
        ...(namespaced ? { namespace: wish.namespace } : {}),
        name: wish.name,
        signal,
      },
    );
  } catch (error) {
    if (error instanceof KubernetesError && error.kind === 'not-served') {
      return { ...base, ...nothing, isMissing: true, readAt: readAt() };
    }
    throw error;
  }
  try {
    const found = differenceOf(object);
    return { ...base, ...(found ?? nothing), readAt: readAt() };
  } catch (error) {
    return {
      ...base,
      ...nothing,
      problem: boundedText(`it cannot be compared: ${error}`),
      readAt: readAt(),
    };
  }
}

/** What it is told under: also of what is not there, and so has no uid of its own. */
export function uidOf({ group, kind, namespace, name }: Wish): string {
  return boundedName(`look:${group}/${kind}/${namespace}/${name}`).slice(
    0,
    128,
  );
}

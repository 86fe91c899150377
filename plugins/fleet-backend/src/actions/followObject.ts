import { setTimeout as sleep } from 'node:timers/promises';
import {
  KubernetesError,
  type KubernetesClient,
  type KubernetesObject,
} from '@fleetview/kube-watch';
import type { ActionTarget } from '@fleetview/backstage-plugin-fleet-node';

/** What of an object came to be known. */
export type Sight =
  | { type: 'object'; object: KubernetesObject }
  | { type: 'gone' }
  | { type: 'unseen'; reason: string };

/**
 * Tells every state of one object from now on, over a watch; where there is none, by
 * reading it again every few seconds. A state that is told was read after this began:
 * what was seen before a watch was lost is not told again.
 *
 * @param onSight - answers whether that was enough
 */
export async function followObject(options: {
  /** Asked each time: credentials may change meanwhile. */
  client: () =>
    | Pick<KubernetesClient, 'getObject' | 'watch'>
    | { reason: string };
  target: ActionTarget;
  signal: AbortSignal;
  retryMs: number;
  onSight: (sight: Sight) => Promise<boolean>;
}): Promise<void> {
  const { client, target, signal, retryMs, onSight } = options;
  const { name, namespace } = target;
  const place = namespace === undefined ? {} : { namespace };
  while (!signal.aborted) {
    const to = client();
    try {
      if ('reason' in to) throw new KubernetesError('unauthorized', to.reason);
      const object = await to.getObject(target, { name, ...place, signal });
      if (await onSight({ type: 'object', object })) return;
      const { resourceVersion } = object.metadata;
      if (resourceVersion !== undefined) {
        const isEnough = await watchOne(to, {
          ...options,
          place,
          resourceVersion,
        });
        if (isEnough) return;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof KubernetesError)) throw error;
      const sight: Sight =
        error.kind === 'not-served'
          ? { type: 'gone' }
          : { type: 'unseen', reason: error.reason };
      if (await onSight(sight)) return;
    }
    await sleep(retryMs, undefined, { signal }).catch(() => undefined);
  }
}

/** @returns whether it was enough; a watch that ends or is refused is none */
async function watchOne(
  client: Pick<KubernetesClient, 'watch'>,
  options: {
    target: ActionTarget;
    place: { namespace?: string };
    resourceVersion: string;
    signal: AbortSignal;
    onSight: (sight: Sight) => Promise<boolean>;
  },
): Promise<boolean> {
  const { target, place, resourceVersion, onSight } = options;
  const ending = new AbortController();
  let isEnough = false;
  try {
    await client.watch(target, {
      ...place,
      fieldSelector: `metadata.name=${target.name}`,
      resourceVersion,
      signal: AbortSignal.any([options.signal, ending.signal]),
      onEvents: async events => {
        for (const { type, object } of events) {
          // A server that knows no such selector tells of others, too.
          if (isEnough || object.metadata.name !== target.name) continue;
          isEnough = await onSight(
            type === 'DELETED' ? { type: 'gone' } : { type: 'object', object },
          );
        }
        if (isEnough) ending.abort();
      },
    });
  } catch (error) {
    // It is read again, whatever the watch died of.
    if (!(error instanceof KubernetesError)) throw error;
  }
  return isEnough;
}

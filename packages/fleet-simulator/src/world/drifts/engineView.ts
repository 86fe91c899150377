import type { JsonObject } from '../../types';
import { findCondition } from '../conditions';
import { resourceKey } from '../controllers/syncOperation';
import type { Instance } from '../Instance';
import type { World } from '../World';
import type { DriftAction } from './actions/DriftAction';
import type { DriftKind } from './driftTypes';

/** One drift as its engine may come to see it. */
export type SeenDrift = {
  kind: DriftKind;
  action: DriftAction;
  instance: Instance;
  /** When the engine had looked last when it happened. */
  lookedBefore: number | undefined;
};

/** When the engine of an instance has looked at the cluster last, if it looks only now and then. */
export function lastLookOf(world: World, instance: Instance) {
  const { component, cluster } = instance;
  const home = world.homeOf(instance);
  switch (cluster.delivery.engine) {
    case 'flux':
      return home?.flux?.lastRun(component.name);
    case 'ocm':
      return home?.works.attemptOf(component.name, cluster.name)?.at;
    default:
      return undefined;
  }
}

/**
 * What no engine looks for: a container that Git does not name is none of its business
 * in a server-side apply, and only Argo CD looks for what bears its mark.
 */
function isLookedFor(kind: DriftKind, { cluster }: Instance): boolean {
  const { engine } = cluster.delivery;
  if (engine === 'none' || kind === 'inject-sidecar') return false;
  return kind !== 'extra-deployment' || engine === 'argocd';
}

/**
 * When the engine can see it at the earliest, if it ever can by itself. Argo CD
 * watches, Flux and the agents of Open Cluster Management look at their intervals; that
 * something is refused they see when they try.
 */
export function visibleFrom(
  world: World,
  { kind, instance }: SeenDrift,
): number | undefined {
  if (!isLookedFor(kind, instance)) return undefined;
  const { component, cluster } = instance;
  const home = world.homeOf(instance);
  const now = world.clock.now();
  if (kind === 'failed-apply') return now;
  switch (cluster.delivery.engine) {
    case 'argocd':
      return world.clusters.get(cluster.name)?.cluster.isReachable
        ? now
        : undefined;
    case 'flux':
      return home?.flux?.nextRun(component.name);
    default:
      // That something is gone the agent sees by the state of its work.
      return kind === 'delete-configuration'
        ? now
        : home?.works.attemptOf(component.name, cluster.name)?.nextAt;
  }
}

function argoSees(world: World, { kind, action, instance }: SeenDrift) {
  const status = world.argoOf(instance)?.get(instance.applicationName)?.status;
  const { kind: objectKind, name, namespace } = action.reference;
  const isMeant = (entry: JsonObject) =>
    entry.kind === objectKind &&
    entry.name === name &&
    entry.namespace === namespace;
  if (kind === 'failed-apply') {
    const resources = status?.operationState?.syncResult?.resources;
    return (
      Array.isArray(resources) &&
      resources.some(entry => isMeant(entry) && entry.status === 'SyncFailed')
    );
  }
  return (
    status?.sync.status === 'OutOfSync' &&
    (status.resources ?? []).some(
      entry => isMeant(entry) && entry.status === 'OutOfSync',
    )
  );
}

function hasLooked(world: World, { instance, lookedBefore }: SeenDrift) {
  const last = lastLookOf(world, instance);
  return last !== undefined && last > (lookedBefore ?? -1);
}

function fluxSees(world: World, drift: SeenDrift): boolean {
  if (drift.kind !== 'failed-apply') return hasLooked(world, drift);
  const { component, store } = drift.instance;
  const object = store.get({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    namespace: 'flux-system',
    name: component.name,
  }) as { status?: { conditions?: [] } } | undefined;
  const ready = findCondition(object?.status?.conditions, 'Ready');
  return ready?.status === 'False' && ready.reason === 'ReconciliationFailed';
}

function agentSees(world: World, drift: SeenDrift): boolean {
  const { action, instance, kind } = drift;
  const work = world
    .homeOf(instance)
    ?.works.work(instance.component.name, instance.cluster.name);
  const manifests = work?.status?.resourceStatus.manifests as
    | {
        resourceMeta: ReturnType<typeof resourceKey>;
        conditions: { type: string; status: string }[];
      }[]
    | undefined;
  const says = (type: string) =>
    manifests?.some(
      ({ resourceMeta, conditions }) =>
        resourceMeta.kind === action.reference.kind &&
        resourceMeta.name === action.reference.name &&
        conditions.some(each => each.type === type && each.status === 'False'),
    ) ?? false;
  if (kind === 'failed-apply') return says('Applied');
  return (
    hasLooked(world, drift) ||
    (kind === 'delete-configuration' && says('Available'))
  );
}

/** Whether the engine has seen it: says so, or has looked since. */
export function isSeen(world: World, drift: SeenDrift): boolean {
  if (!isLookedFor(drift.kind, drift.instance)) return false;
  switch (drift.instance.cluster.delivery.engine) {
    case 'argocd':
      return argoSees(world, drift);
    case 'flux':
      return fluxSees(world, drift);
    default:
      return agentSees(world, drift);
  }
}

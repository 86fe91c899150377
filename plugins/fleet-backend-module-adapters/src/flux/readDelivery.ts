import {
  boundedName,
  boundedText,
  type DeliveryFact,
  type SubjectReference,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  conditionOf,
  describeCondition,
  factBase,
  latestTime,
  type MapContext,
  type ObjectMetadata,
  timeOf,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readReconciled, transitionTimes } from './readReconciled';
import type { DeliveryObject } from './schema';

type Reference = NonNullable<DeliveryFact['parent']>;

const ENGINE_LABELS = [
  ['kustomize.toolkit.fluxcd.io', 'Kustomization'],
  ['helm.toolkit.fluxcd.io', 'HelmRelease'],
] as const;

/**
 * The cluster that a delivery goes to. Flux names no server: another cluster is
 * known by the Secret or ConfigMap that leads to it.
 */
function subjectOf({ spec }: DeliveryObject): SubjectReference {
  const name =
    spec?.kubeConfig?.secretRef?.name ?? spec?.kubeConfig?.configMapRef?.name;
  return name
    ? { type: 'reference', name: boundedName(name) }
    : { type: 'observer' };
}

/** The delivery that brought this one, by the labels that it put on it. */
function parentOf(
  metadata: ObjectMetadata,
  context: MapContext,
): Reference | undefined {
  for (const [prefix, kind] of ENGINE_LABELS) {
    const name = metadata.labels[`${prefix}/name`];
    const namespace = metadata.labels[`${prefix}/namespace`];
    const { source } = context;
    // The first Kustomization of a cluster brings itself.
    const isItself =
      kind === source.kind &&
      name === source.name &&
      namespace === source.namespace;
    if (name && !isItself) {
      return withoutUndefined({
        kind,
        namespace: namespace ? boundedName(namespace) : undefined,
        name: boundedName(name),
      });
    }
  }
  return undefined;
}

function operationOf({ status }: DeliveryObject): DeliveryFact['operation'] {
  const reconciling = conditionOf(status?.conditions, 'Reconciling');
  if (reconciling?.status === 'True') {
    return withoutUndefined({
      phase: 'running' as const,
      message: boundedText(describeCondition(reconciling)),
      startedAt: timeOf(reconciling.lastTransitionTime),
    });
  }
  const ready = conditionOf(status?.conditions, 'Ready');
  if (ready?.status !== 'True' && ready?.status !== 'False') return undefined;
  return withoutUndefined({
    phase:
      ready.status === 'True' ? ('succeeded' as const) : ('failed' as const),
    message: boundedText(describeCondition(ready)),
    finishedAt: timeOf(ready.lastTransitionTime),
  });
}

/** What Kustomizations and HelmReleases say in the same way. */
export function readDelivery(
  delivery: DeliveryObject,
  context: MapContext,
): Pick<
  DeliveryFact,
  | 'subject'
  | 'source'
  | 'part'
  | 'changedAt'
  | 'labels'
  | 'annotations'
  | 'engine'
  | 'kind'
  | 'namespace'
  | 'name'
  | 'health'
  | 'message'
  | 'suspended'
  | 'images'
  | 'parent'
  | 'operation'
  | 'heartbeat'
> {
  const { metadata, spec } = delivery;
  const verdict = readReconciled(delivery);
  return {
    ...factBase(context, metadata, {
      subject: subjectOf(delivery),
      changedAt: latestTime(transitionTimes(delivery)),
    }),
    engine: 'flux',
    kind: context.source.kind,
    namespace: context.source.namespace,
    name: boundedName(context.source.name),
    health: verdict.health,
    message: verdict.message ? boundedText(verdict.message) : undefined,
    suspended: spec?.suspend ?? false,
    images: [],
    parent: parentOf(metadata, context),
    operation: operationOf(delivery),
    // Flux has no statement of its own about its sight of another cluster.
    heartbeat: { state: 'current' },
  };
}

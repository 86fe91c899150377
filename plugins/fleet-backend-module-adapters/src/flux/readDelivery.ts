import {
  boundedName,
  boundedText,
  type DeliveryFact,
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
import { readBlockers } from './readBlockers';
import { readConditions } from './readConditions';
import { readFailures } from './readFailures';
import { readHeartbeat } from './readHeartbeat';
import { readReconciled, transitionTimes } from './readReconciled';
import { type Reference, readReference } from './readReference';
import { readTarget } from './readTarget';
import type { DeliveryObject } from './schema';

/** Whole keys: one that is put together is looked up anew each time. */
const ENGINE_LABELS = [
  {
    kind: 'Kustomization',
    nameLabel: 'kustomize.toolkit.fluxcd.io/name',
    namespaceLabel: 'kustomize.toolkit.fluxcd.io/namespace',
  },
  {
    kind: 'HelmRelease',
    nameLabel: 'helm.toolkit.fluxcd.io/name',
    namespaceLabel: 'helm.toolkit.fluxcd.io/namespace',
  },
] as const;

/** The delivery that brought this one, by the labels that it put on it. */
function parentOf(
  metadata: ObjectMetadata,
  context: MapContext,
): Reference | undefined {
  for (const { kind, nameLabel, namespaceLabel } of ENGINE_LABELS) {
    const name = metadata.labels[nameLabel];
    const namespace = metadata.labels[namespaceLabel];
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

/** With it Flux says that it tries again what has failed. */
const RETRY = 'ProgressingWithRetry';

/** Nothing has failed there: it has not been tried. */
const NOT_TRIED = ['DependencyNotReady', 'ArtifactFailed', 'SourceNotReady'];

function operationOf({ status }: DeliveryObject): DeliveryFact['operation'] {
  const reconciling = conditionOf(status?.conditions, 'Reconciling');
  const ready = conditionOf(status?.conditions, 'Ready');
  const isRetried =
    reconciling?.reason === RETRY &&
    ready?.status === 'False' &&
    !NOT_TRIED.includes(ready.reason ?? '');
  if (reconciling?.status === 'True' && !isRetried) {
    return withoutUndefined({
      phase: 'running' as const,
      message: boundedText(describeCondition(reconciling)),
      startedAt: timeOf(reconciling.lastTransitionTime),
    });
  }
  if (ready?.status === 'Unknown') {
    // Such as a HelmRelease whose tests are still to run.
    return withoutUndefined({
      phase: 'running' as const,
      message: boundedText(describeCondition(ready)),
      startedAt: timeOf(ready.lastTransitionTime),
    });
  }
  if (ready?.status !== 'True' && ready?.status !== 'False') return undefined;
  return withoutUndefined({
    phase:
      ready.status === 'True' ? ('succeeded' as const) : ('failed' as const),
    message: boundedText(describeCondition(ready)),
    finishedAt: timeOf(ready.lastTransitionTime),
    failures:
      ready.status === 'False' ? readFailures(ready.message) : undefined,
  });
}

const MAX_DEPENDENCIES = 50;

/** The deliveries of the same kind that have to be ready first. */
function dependenciesOf(
  { spec }: DeliveryObject,
  { kind, namespace }: MapContext['source'],
): Reference[] | undefined {
  const dependencies = spec?.dependsOn ?? [];
  if (dependencies.length === 0) return undefined;
  return dependencies
    .slice(0, MAX_DEPENDENCIES)
    .map(dependency => readReference({ kind, ...dependency }, namespace));
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
  | 'conditions'
  | 'dependsOn'
  | 'blockedBy'
  | 'heartbeat'
> {
  const { metadata, spec } = delivery;
  const verdict = readReconciled(delivery);
  return {
    ...factBase(context, metadata, {
      subject: readTarget(delivery),
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
    conditions: readConditions(delivery),
    dependsOn: dependenciesOf(delivery, context.source),
    blockedBy: readBlockers(delivery),
    heartbeat: readHeartbeat(delivery),
  };
}

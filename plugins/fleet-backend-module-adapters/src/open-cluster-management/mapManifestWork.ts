import {
  boundedName,
  boundedText,
  type DeliveryFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  conditionOf,
  factBase,
  joinDefined,
  type MapContext,
  type Mapped,
  timeOf,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readBrought, readBroughtHealth, readImages } from './readBrought';
import { readIgnoreRules } from './readIgnoreRules';
import { lastTransition, readObject } from './readObject';
import { readHealth, readOperation, readSync } from './readWork';
import type { ManifestWorkObject } from './schema';

const REPLICA_SET = 'work.open-cluster-management.io/manifestworkreplicaset';
const ADD_ON = 'open-cluster-management.io/addon-name';

/** Conditions that are told apart from health and sync. */
const REMARKS = ['Complete'];

/** The ManifestWorkReplicaSet or the add-on that made it, by its labels. */
function parentOf(
  { metadata }: ManifestWorkObject,
  context: MapContext,
): DeliveryFact['parent'] {
  // A namespace has no dot, so that the first one parts it from the name.
  const [, namespace, name] =
    /^([^.]+)\.(.+)$/.exec(metadata.labels[REPLICA_SET] ?? '') ?? [];
  if (name) {
    return {
      kind: 'ManifestWorkReplicaSet',
      namespace: boundedName(namespace),
      name: boundedName(name),
    };
  }
  const addOn = metadata.labels[ADD_ON];
  return addOn
    ? withoutUndefined({
        kind: 'ManagedClusterAddOn',
        namespace: context.source.namespace,
        name: boundedName(addOn),
      })
    : undefined;
}

function remarksOf({ status }: ManifestWorkObject): DeliveryFact['conditions'] {
  const remarks = REMARKS.flatMap(type => {
    const condition = conditionOf(status?.conditions, type);
    return condition?.status === 'True'
      ? [
          withoutUndefined({
            type,
            message: condition.message
              ? boundedText(condition.message)
              : undefined,
            since: timeOf(condition.lastTransitionTime),
          }),
        ]
      : [];
  });
  return remarks.length ? remarks : undefined;
}

/** It lies in the namespace that the hub keeps for its cluster, of the cluster's name. */
export function mapManifestWork(
  work: ManifestWorkObject,
  context: MapContext,
): Mapped {
  const { metadata, status } = work;
  const { namespace } = context.source;
  const { sync, message } = readSync(work);
  const brings = readBrought(work);
  const fact: DeliveryFact = joinDefined(
    factBase(context, metadata, {
      subject: namespace
        ? { type: 'reference', name: boundedName(namespace) }
        : { type: 'none' },
      changedAt: lastTransition(status?.conditions),
    }),
    { type: 'delivery' },
    readObject(context, readHealth(work, readBroughtHealth(brings))),
    {
      sync,
      syncMessage: message ? boundedText(message) : undefined,
      suspended: false,
      sources: [],
      images: readImages(work),
      parent: parentOf(work, context),
      operation: readOperation(work),
      conditions: remarksOf(work),
      ignoreRules: readIgnoreRules(work, context),
      history: [], // The status stays as it was when its cluster is gone; the ManagedCluster tells.
      heartbeat: { state: 'unstated' },
      brings,
    },
  );
  return { facts: [fact] };
}

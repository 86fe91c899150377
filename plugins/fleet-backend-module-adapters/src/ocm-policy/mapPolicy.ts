import {
  boundedName,
  type PolicyFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  BEING_DELETED,
  factBase,
  joinDefined,
  type MapContext,
  type Mapped,
  type Verdict,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readCompliance } from './readCompliance';
import { nameIn, readDescription, readLabel, readObject } from './readObject';
import { boundedReferences, readPlacements } from './readPlacements';
import { readReplica } from './readReplica';
import { readTemplates } from './readTemplates';
import type { PolicyObject } from './schema';

/** Whether the hub has taken it up. It does not say in which generation. */
function verdictOf({ metadata, spec, status }: PolicyObject): Verdict {
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  if (spec?.disabled) return { health: 'suspended', message: 'disabled' };
  if (!status) return { health: 'unknown', message: 'no status' };
  if (!status.placement?.length) {
    return { health: 'unknown', message: 'nothing places it' };
  }
  return status.status?.items.length
    ? { health: 'healthy' }
    : { health: 'unknown', message: 'no cluster is chosen' };
}

/** A policy as its author wrote it, with the clusters that the hub counts. */
function readRoot(policy: PolicyObject, context: MapContext): Mapped {
  const { metadata, status } = policy;
  const clusters = status?.status;
  const fact: PolicyFact = joinDefined(
    factBase(context, metadata, { subject: { type: 'none' } }),
    { type: 'policy' },
    readObject(context, verdictOf(policy)),
    readDescription(metadata),
    readTemplates(policy),
    {
      kinds: [],
      excludedNamespaces: [],
      clusters: clusters?.items.map(cluster =>
        withoutUndefined({
          name: boundedName(cluster.clustername),
          namespace: nameIn(cluster.clusternamespace),
          compliance: readCompliance(cluster.compliant),
        }),
      ),
      clustersTotal: clusters?.total,
      references: boundedReferences(
        readPlacements(status?.placement, context.source.namespace),
      ),
    },
  );
  return { facts: [fact] };
}

/** The policy itself, or the copy of it that is meant for one cluster. */
export function mapPolicy(policy: PolicyObject, context: MapContext): Mapped {
  return readLabel(policy.metadata, 'root-policy') === undefined
    ? readRoot(policy, context)
    : readReplica(policy, context);
}

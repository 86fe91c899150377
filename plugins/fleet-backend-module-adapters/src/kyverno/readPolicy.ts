import type { PolicyFact } from '@fleetview/backstage-plugin-fleet-common';
import {
  BEING_DELETED,
  conditionOf,
  describeCondition,
  factBase,
  isPresent,
  joinDefined,
  type MapContext,
  type Mapped,
  notObserved,
  type Verdict,
} from '@fleetview/backstage-plugin-fleet-node';
import { isSwitchedOff, readEnforcement } from './readEnforcement';
import { readExcludedNamespaces, readKinds } from './readMatch';
import {
  readDescription,
  readLastTransition,
  readObject,
} from './readMetadata';
import type { PolicyObject } from './schema';

function verdictOf(policy: PolicyObject): Verdict {
  const { metadata, status } = policy;
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  if (isSwitchedOff(policy)) {
    return {
      health: 'suspended',
      message: 'asked neither at admission nor in the background',
    };
  }
  if (!status) return { health: 'unknown', message: 'no status' };
  const { conditions } = status;
  const ready = conditionOf(conditions, 'Ready');
  if (!ready) {
    // What versions before the conditions say.
    if (status.ready === true) return { health: 'healthy' };
    return status.ready === false
      ? { health: 'degraded', message: 'not ready' }
      : { health: 'unknown', message: 'no condition Ready' };
  }
  const { generation } = metadata;
  if (
    !isPresent({ generation, observedGeneration: undefined, conditions }, ready)
  ) {
    return notObserved(generation, ready.observedGeneration);
  }
  switch (ready.status) {
    case 'True':
      return { health: 'healthy' };
    case 'False':
      return { health: 'degraded', message: describeCondition(ready) };
    default:
      return { health: 'unknown', message: describeCondition(ready) };
  }
}

/** A policy of `kyverno.io`, of the cluster or of a namespace. */
export function readPolicy(policy: PolicyObject, context: MapContext): Mapped {
  const { metadata, spec, status } = policy;
  const rules = spec?.rules.items ?? [];
  const fact: PolicyFact = joinDefined(
    factBase(context, metadata, {
      changedAt: readLastTransition(status?.conditions),
    }),
    { type: 'policy' },
    readObject(context, verdictOf(policy)),
    readDescription(metadata),
    readEnforcement(policy),
    {
      background: spec?.background,
      kinds: readKinds(rules),
      excludedNamespaces: readExcludedNamespaces(rules),
      references: [],
    },
  );
  return { facts: [fact] };
}

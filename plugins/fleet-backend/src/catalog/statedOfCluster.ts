import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_CLUSTER_ID,
  CLUSTER_ATTRIBUTE_NAMES,
  FLEET_ANNOTATION_PREFIX,
  isProvidedByFleet,
} from '@fleetview/backstage-plugin-fleet-common';
import { storableText } from '../derive/storableText';

/** The columns take so much. */
const LONGEST_VALUE = 253;
const CLUSTER_ID = /^[\w.-]{1,64}$/;

/**
 * What a Resource that somebody wrote says of a cluster: its id and attributes,
 * by the keys of annotations. Nothing of one that Fleet itself provides, which
 * says what Fleet said.
 */
export function statedOfCluster(entity: Entity): {
  annotations: Record<string, string>;
  problems: string[];
} {
  const stated = {
    annotations: {} as Record<string, string>,
    problems: [] as string[],
  };
  if (!isClusterResource(entity) || isProvidedByFleet(entity)) return stated;
  const { annotations, labels } = entity.metadata;
  const clusterId = own(annotations, ANNOTATION_CLUSTER_ID);
  if (clusterId === undefined) return stated;
  if (typeof clusterId !== 'string' || !CLUSTER_ID.test(clusterId)) {
    stated.problems.push(
      `The annotation ${ANNOTATION_CLUSTER_ID} is no id of a cluster.`,
    );
    return stated;
  }
  stated.annotations[ANNOTATION_CLUSTER_ID] = clusterId;
  for (const name of CLUSTER_ATTRIBUTE_NAMES) {
    const key = `${FLEET_ANNOTATION_PREFIX}${name}`;
    // A label can hold less, so the annotation is the one that was meant.
    const value = own(annotations, key) ?? own(labels, key);
    if (value === undefined || value === '') continue;
    if (typeof value !== 'string' || value.length > LONGEST_VALUE) {
      stated.problems.push(
        `The annotation ${key} is left out: it has to be a text of at most ${LONGEST_VALUE} characters.`,
      );
      continue;
    }
    const text = storableText(value).trim();
    if (text !== '') stated.annotations[key] = text;
  }
  return stated;
}

function isClusterResource({ kind, spec }: Entity): boolean {
  return (
    kind.toLocaleLowerCase('en-US') === 'resource' &&
    typeof spec?.type === 'string' &&
    spec.type.toLocaleLowerCase('en-US') === 'kubernetes-cluster'
  );
}

/** What objects inherit says nothing. */
function own(values: Record<string, string> | undefined, key: string): unknown {
  return values && Object.hasOwn(values, key) ? values[key] : undefined;
}

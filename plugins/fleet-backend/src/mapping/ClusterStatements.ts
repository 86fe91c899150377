import {
  ANNOTATION_CLUSTER_ID,
  CLUSTER_ATTRIBUTE_NAMES,
  FLEET_ANNOTATION_PREFIX,
} from '@fleetview/backstage-plugin-fleet-common';
import type { AttributeKey } from '../config/FleetConfig';
import type { MirroredEntity } from './MirroredEntity';

/** What one Resource of the catalog says of a cluster. */
export type ClusterStatement = {
  ref: string;
  values: Partial<Record<AttributeKey, string>>;
};

/** Resources that are told of as claiming one cluster; whoever writes more gains nothing. */
const MOST_CLAIMS = 5;
/** Clusters that are told of because several Resources claim them. */
const PROBLEMS_TOLD = 20;

const NOTHING: readonly ClusterStatement[] = [];

/** The cluster that an entity claims to be; undefined for all that are none. */
export function clusterIdOf({
  annotations,
}: MirroredEntity): string | undefined {
  return annotations[ANNOTATION_CLUSTER_ID];
}

/** What an entity says of its cluster: attributes by annotations, the owner by the entity's own. */
export function clusterStatementOf(entity: MirroredEntity): ClusterStatement {
  const { ref, owner, annotations } = entity;
  const values: ClusterStatement['values'] = owner ? { owner } : {};
  for (const name of CLUSTER_ATTRIBUTE_NAMES) {
    const value = annotations[`${FLEET_ANNOTATION_PREFIX}${name}`];
    if (value) values[name] = value;
  }
  return { ref, values };
}

/** What Resources of the catalog say of clusters, by the id that each names. */
export class ClusterStatements {
  readonly #byId = new Map<string, ClusterStatement[]>();

  add(entity: MirroredEntity): void {
    const id = clusterIdOf(entity);
    if (id === undefined) return;
    const said = clusterStatementOf(entity);
    const others = this.#byId.get(id);
    if (others) others.push(said);
    else this.#byId.set(id, [said]);
  }

  /** In the order of their references; more than one contradict each other, whatever they say. */
  of(clusterId: string): readonly ClusterStatement[] {
    return this.#byId.get(clusterId)?.slice(0, MOST_CLAIMS) ?? NOTHING;
  }

  /** How many Resources say that they are each cluster, by the id that they name. */
  counts(): ReadonlyMap<string, number> {
    return new Map([...this.#byId].map(([id, said]) => [id, said.length]));
  }

  /** Which clusters several Resources claim, for people. */
  problems(): { key: string; message: string }[] {
    const contested = [...this.#byId].filter(([, said]) => said.length > 1);
    const told = contested.slice(0, PROBLEMS_TOLD).map(([id, said]) => ({
      key: said[0].ref,
      message: `${said
        .slice(0, MOST_CLAIMS)
        .map(({ ref }) => ref)
        .join(
          ', ',
        )} say that they are the cluster ${id}: none of them decides its attributes. Leave the annotation ${ANNOTATION_CLUSTER_ID} to one.`,
    }));
    const more = contested.length - told.length;
    return more > 0
      ? [...told, { key: 'catalog', message: `and ${more} more clusters` }]
      : told;
  }
}

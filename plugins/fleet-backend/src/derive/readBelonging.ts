import type { Knex } from 'knex';
import type { Belonging, BoundThing } from './compliance/types';
import { UNASSIGNED } from './resolveAttributes';
import { runStatement } from './statements';

/** What the things on a cluster belong to. */
export type ClusterBelonging = {
  region: string;
  /** Of what is in no cell. */
  cluster: Belonging;
  /** By namespace and component: `namespace/entityRef`. */
  cells: ReadonlyMap<string, Belonging>;
  things: readonly BoundThing[];
};

/** Reads what the things on a cluster belong to; nothing where it is gone. */
export async function readBelonging(
  knex: Knex,
  clusterId: string,
): Promise<(ClusterBelonging & { tier: string }) | undefined> {
  const read = (sql: string) =>
    runStatement(knex, { sql, bindings: [clusterId] });
  const [cluster] = await read(
    'select region, environment, owner, tier from cluster where id = ? and left_at is null',
  );
  if (!cluster) return undefined;
  const things = await read(
    'select kind, namespace, name, entity_ref from workload where subject = ?',
  );
  const cells = await read(
    'select namespace, entity_ref, environment, owner, system from cell where cluster_id = ?',
  );
  return {
    region: cluster.region ?? UNASSIGNED,
    tier: cluster.tier ?? UNASSIGNED,
    cluster: {
      environment: cluster.environment ?? UNASSIGNED,
      owner: cluster.owner ?? UNASSIGNED,
      system: UNASSIGNED,
    },
    cells: new Map(
      cells.map(({ namespace, entity_ref, environment, owner, system }) => [
        `${namespace}/${entity_ref}`,
        { environment, owner, system },
      ]),
    ),
    things: things.map(({ kind, namespace, name, entity_ref }) => ({
      kind,
      namespace,
      name,
      entityRef: entity_ref ?? '',
    })),
  };
}

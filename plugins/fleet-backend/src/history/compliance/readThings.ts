import { evidenceStateOf } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { UNASSIGNED } from '../../derive/resolveAttributes';
import { judgeSums } from '../../read/compliance/judgeSums';
import { spanOf, type Span } from './spans';

/** What is so of a cluster now, each with how many of it there are, by what tells it apart. */
export type Things = Map<string, { span: Span; things: number }>;

/**
 * Reads what is kept of a cluster's day: its results as they count now, the policies that
 * are expected there, and what runs there.
 *
 * @param now - milliseconds since 1970
 */
export async function readThings(options: {
  knex: Knex;
  clusterId: string;
  now: number;
}): Promise<Things> {
  const { knex, clusterId, now } = options;
  const cluster = await knex('cluster')
    .where({ id: clusterId })
    .first('region', 'environment', 'owner');
  const things: Things = new Map();
  const add = (span: Span, count: number) => {
    const id = createHash('sha256')
      .update(JSON.stringify([clusterId, ...Object.values(span)]))
      .digest('hex');
    const known = things.get(id) ?? { span, things: 0 };
    things.set(id, known);
    known.things += count;
  };
  const home = {
    region: cluster?.region ?? UNASSIGNED,
    environment: cluster?.environment ?? UNASSIGNED,
  };
  const sums = await knex('compliance_sum').where({ cluster_id: clusterId });
  for (const judged of await judgeSums({ knex, now }, sums)) {
    const { row, result, outrankedBy } = judged;
    add(
      spanOf({
        about: 'result',
        namespace: row.namespace,
        entity_ref: row.entity_ref,
        region: row.region,
        environment: row.environment,
        owner: row.owner,
        system: row.system,
        engine: row.engine,
        policy: row.policy,
        severity: row.severity,
        result,
        is_evaluated: evidenceStateOf(judged) === 'evaluated',
        observer: row.observer,
        outranked_by: outrankedBy.map(each => ` ${each} `).join(''),
      }),
      Number(row.things),
    );
  }
  const places = await knex('policy_place')
    .where({ cluster_id: clusterId })
    .select('engine', 'policy', 'severity');
  for (const place of places) {
    add(spanOf({ about: 'place', ...home, ...place }), 1);
  }
  const cells = await knex('cell')
    .where({ cluster_id: clusterId })
    .select('entity_ref', 'environment', 'owner', 'system');
  // Of what is in no cell, the cluster says whose it is.
  cells.push({
    entity_ref: '',
    environment: home.environment,
    owner: cluster?.owner ?? UNASSIGNED,
    system: '',
  });
  for (const { entity_ref, environment, owner, system } of cells) {
    add(
      spanOf({
        about: 'cell',
        region: home.region,
        entity_ref,
        environment,
        owner,
        system,
      }),
      1,
    );
  }
  return things;
}

import type { TraitSight } from '@fleetview/backstage-plugin-fleet-common';
import { kindOf } from './kindOf';
import { readCovering } from './readCovering';
import { eachPart } from './inParts';
import { TraitSheet } from './TraitSheet';
import type { SkewReading, Trait } from './types';
import { absenceOf, sightOf, unseenCluster } from './unseen';
import type { Row } from '../types';
import { textOfFact } from '../../store/textOfFact';

/** The API servers' versions, and those of the nodes. */
export async function readKubernetes(reading: SkewReading): Promise<Trait[]> {
  const { clusters } = reading;
  const version: Trait = {
    aspect: 'kubernetes',
    key: 'version',
    sights: new Map(clusters.map(row => [row.id, versionOf(row)])),
    // There is no cluster without one.
    elsewhere: () => ({ state: 'unknown', reason: 'unstated' }),
  };
  return [version, ...(await readNodes(reading))];
}

function versionOf(cluster: Row): TraitSight {
  const value: string | null = cluster.kubernetes_version;
  const reason = unseenCluster(cluster);
  if (reason) {
    return {
      state: 'unknown',
      reason,
      ...(value === null ? {} : { lastKnown: value }),
    };
  }
  return value === null
    ? { state: 'unknown', reason: 'unstated' }
    : { state: 'value', value };
}

async function readNodes(reading: SkewReading): Promise<Trait[]> {
  const { context, clusters } = reading;
  const { knex } = context;
  const version = textOfFact(knex, 'node', 'kubeletVersion');
  const columns = ['observer', 'adapter', 'api_group', 'kind', 'unreadable'];
  const facts: Row[] = [];
  await eachPart(
    knex,
    clusters,
    'node.observer',
    () =>
      // Each version once, however many nodes have it.
      knex('node')
        .distinct(columns.map(column => `node.${column}`))
        .select(knex.raw(`${version} as version`)),
    rows => {
      for (const row of rows) facts.push(row);
    },
  );
  const coverage = await readCovering(reading, facts);
  const sheet = new TraitSheet('kubernetes');
  for (const fact of facts) {
    sheet.add({
      clusterId: fact.observer,
      key: 'nodes',
      kind: kindOf(fact),
      sight: sightOf(
        { ...fact, namespace: '', name: '' },
        fact.version ?? undefined,
        coverage,
      ),
    });
  }
  return sheet.traits((cluster, [kind]) => absenceOf(cluster, kind, coverage));
}

import type {
  ClusterFact,
  HubWord,
} from '@fleetview/backstage-plugin-fleet-common';
import { withoutSilentTwins } from '../../hubs/silentTwins';
import { currencyOf, readCoverageIndex } from '../../coverage/coverageIndex';
import { readClusterNames } from '../readClusterNames';
import { defined, type ReadContext, type Row } from '../types';
import { heartbeatOf } from './readHeartbeats';
import { judgingWords } from './selectStatements';
import { lostOf } from './toStatement';

/** Objects of hubs that a cluster's page names; the others it counts. */
const SHOWN = 20;

/** What hubs say of a cluster, in short. */
export async function readHubWords(
  context: ReadContext,
  clusterId: string,
): Promise<{ hubs: HubWord[]; hubsTotal: number }> {
  const { knex } = context;
  const rows: Row[] = await judgingWords(knex)
    .where({ subject: clusterId })
    .orderBy(['observer', 'adapter', 'kind', 'namespace', 'name', 'id'])
    .limit(SHOWN)
    .select();
  let hubsTotal = rows.length;
  if (hubsTotal === SHOWN) {
    const [{ things }] = await judgingWords(knex)
      .where({ subject: clusterId })
      .count({ things: '*' });
    hubsTotal = Number(things);
  }
  const coverage = await readCoverageIndex(context, rows);
  const names = await readClusterNames(
    context,
    rows.map(row => row.observer),
  );
  const words = rows.map(row => ({
    observer: row.observer,
    adapter: row.adapter,
    fact: JSON.parse(row.data) as ClusterFact,
    row,
  }));
  const told = withoutSilentTwins(words);
  const hubs = told.map(({ fact, row }) => {
    const heartbeat = heartbeatOf(row, fact, new Map());
    return defined({
      id: row.id,
      observer: {
        id: row.observer,
        name: names.get(row.observer) ?? row.observer,
      },
      engine: row.adapter,
      kind: row.kind,
      name: row.name,
      health: fact.health,
      lifecycle: fact.lifecycle,
      heartbeat: fact.heartbeat,
      currency: currencyOf(row, coverage, lostOf(heartbeat)),
      kubernetesVersion: fact.kubernetesVersion,
      desiredKubernetesVersion: fact.desiredKubernetesVersion,
    });
  });
  return { hubs, hubsTotal: hubsTotal - (words.length - told.length) };
}

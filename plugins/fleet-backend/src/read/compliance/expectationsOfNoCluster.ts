import {
  isExpecting,
  type ComplianceSettings,
} from '@fleetview/backstage-plugin-fleet-common';
import { limitedInScope } from '../scopes';
import type { ReadContext } from '../types';
import { readAskedClusters } from './askedClusters';

/**
 * How many expectations are meant for clusters that are not there, such as those of a tier
 * that is misspelt: what they name is expected nowhere, and whoever wrote them has to be
 * told.
 *
 * @returns nothing for who may not see all: of what is hidden nothing is said
 */
export async function expectationsOfNoCluster(
  context: ReadContext,
  { expectations }: Pick<ComplianceSettings, 'expectations'>,
): Promise<number | undefined> {
  if (limitedInScope(context, 'findings').limited) return undefined;
  if (expectations.length === 0) return 0;
  const clusters = await readAskedClusters(context, {});
  return expectations.filter(
    each => !clusters.some(cluster => isExpecting(cluster, each)),
  ).length;
}

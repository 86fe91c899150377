import type { FleetCheck } from '@fleetview/backstage-plugin-fleet-common';
import { checkPreflight, type Json, type Preflighting } from '../../preflight';
import type { PromotionPreflightCheck } from '../../config/promotionSchema';
import { inTurns, type NotHad } from '../../verify';
import { findCluster } from '../../read/findCluster';
import { readClusterUid } from '../../clusters/readClusterUid';
import { asPromoted } from './asPromoted';
import type { PreflightTarget, TargetWorkload } from './PreflightTarget';
import { readWorkload } from './readWorkload';

/** So many workloads of one component are looked at. */
const MOST = 50;

/**
 * Asks a cluster whether it would take what a plan brings there: the workloads as they are
 * there now, with the images of the release.
 *
 * @returns why there is no answer, where there is none
 * @throws InputError for what a cluster has that can be no manifest
 */
export async function askTarget(options: {
  preflighting: Preflighting;
  target: PreflightTarget;
  checks: readonly PromotionPreflightCheck[];
}): Promise<{ checks: FleetCheck[] } | NotHad> {
  const { preflighting, target, checks } = options;
  const { cluster, workloads, images } = target;
  if (workloads.length === 0) {
    return {
      cause: 'not-evaluated',
      reason: 'no workload of the component is known there',
    };
  }
  if (workloads.length > MOST) {
    return {
      cause: 'not-asked',
      reason: `the component has more than ${MOST} workloads there`,
    };
  }
  const row = await findCluster(preflighting.context, cluster, true);
  if (row.reachability === 'quarantined') {
    // Credentials do not go to a cluster that is another than it was.
    return {
      cause: 'not-asked',
      reason: row.reachability_reason ?? 'it is held back',
    };
  }
  const given = await preflighting.asker.ask(
    cluster,
    async (client, signal) => {
      const shown = await readClusterUid(client, signal);
      return row.uid && shown !== undefined && shown !== row.uid
        ? undefined
        : inTurns(workloads, workload =>
            readWorkload(client, workload, signal),
          );
    },
  );
  if (!('answer' in given)) return given;
  const { answer } = given;
  if (!answer) {
    return {
      cause: 'not-asked',
      reason: 'it is another cluster than it was, and was asked no more',
    };
  }
  const missing = workloads.filter((_, index) => !answer[index]);
  if (missing.length > 0) {
    return {
      cause: 'not-evaluated',
      reason: `it has no ${nameOf(missing[0])} any more`,
    };
  }
  const promoted = workloads.map((workload, index) => ({
    kind: workload.kind,
    ...asPromoted(answer[index] as Json, workload),
  }));
  const { targets } = await checkPreflight(preflighting, {
    clusters: [cluster],
    objects: promoted.map(({ object }) => object),
    kinds: promoted.flatMap(({ kind, apiVersions }) =>
      apiVersions.map(apiVersion => ({ apiVersion, kind })),
    ),
    images: [...images],
    checks: [...checks],
  });
  return { checks: targets[0].checks };
}

function nameOf({ kind, namespace, name }: TargetWorkload): string {
  return `${kind} ${namespace}/${name}`;
}

import type {
  ClusterDetail,
  FleetCheck,
  FleetCheckCause,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Asked } from '../ask/LiveSight';
import { failed, passed, unknown } from '../checks';

const KIND = 'reachability';

type Reachability = ClusterDetail['cluster']['reachability']['state'];

const ADVICE: Partial<Record<Reachability, string>> = {
  unreachable:
    'See whether its API server runs, and whether the network lets the portal reach it.',
  unauthorized:
    'Renew the credentials that its source names; the API server refuses them.',
  forbidden: "Grant the portal's ClusterRole to whom it signs in as.",
  invalid: 'See what answers at its address: it is no API server.',
  quarantined:
    'Its address leads to another cluster. Give it a new name in its source if that is meant.',
};

/** Whether a cluster answers: by what it said just now, else by what its collector found. */
export function judgeReachability(
  { cluster }: Pick<ClusterDetail, 'cluster'>,
  asked: Asked,
  asOf: number,
): FleetCheck {
  const { state, since, reason } = cluster.reachability;
  const advice = ADVICE[state];
  if ('sight' in asked && !('cause' in asked.sight.version)) {
    const { at, tookMs } = asked.sight;
    return passed(KIND, 'Its API server answers.', [
      {
        source: 'API server',
        says: `answered in ${tookMs} ms`,
        confirmedAt: new Date(at).toISOString(),
      },
    ]);
  }
  if (advice !== undefined) {
    return failed(
      KIND,
      `It is ${state}: ${reason ?? 'no reason was told'}.`,
      [{ source: 'collector', says: `${state} since ${since}` }],
      advice,
    );
  }
  const now = 'sight' in asked ? asked.sight.version : asked;
  if ('cause' in now && now.cause === 'unreachable') {
    return failed(
      KIND,
      `It does not answer now: ${now.reason}.`,
      [
        {
          source: 'API server',
          says: now.reason,
          confirmedAt: new Date(asOf).toISOString(),
        },
      ],
      'Try again in a moment. If it stays so, see whether its API server runs.',
    );
  }
  const { current, confirmedAt } = cluster.currency;
  if (state === 'reachable' && current && confirmedAt) {
    return passed(KIND, 'Its collector is being answered.', [
      { source: 'collector', says: 'reachable', confirmedAt },
    ]);
  }
  const cause: FleetCheckCause =
    state === 'not-asked' ? 'not-asked' : 'not-evaluated';
  return unknown(
    KIND,
    state === 'reachable' ? 'stale' : cause,
    `Whether it answers is not known: ${
      'cause' in now ? now.reason : reason ?? state
    }.`,
  );
}

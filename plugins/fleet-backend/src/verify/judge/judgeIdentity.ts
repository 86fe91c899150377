import type {
  ClusterDetail,
  FleetCheck,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Asked } from '../ask/LiveSight';
import { failed, passed, someOf, unknown } from '../checks';

const KIND = 'identity';

/** Whether a cluster is the one that it was, and no other one of the fleet is it as well. */
export function judgeIdentity(
  detail: Pick<ClusterDetail, 'cluster' | 'identities' | 'possibleDuplicates'>,
  asked: Asked,
): FleetCheck {
  const known = detail.identities.find(({ uid }) => uid)?.uid;
  const shown = 'sight' in asked ? asked.sight.uid : asked;
  const evidence =
    'value' in shown && 'sight' in asked
      ? [
          {
            source: 'API server',
            says: `kube-system has UID ${shown.value}`,
            confirmedAt: new Date(asked.sight.at).toISOString(),
          },
        ]
      : [];
  if ('value' in shown && known !== undefined && shown.value !== known) {
    return failed(
      KIND,
      `It is another cluster than it was: kube-system had UID ${known}.`,
      evidence,
      'Give it a new name in its source if another cluster is meant; else correct its address.',
    );
  }
  const twins = detail.possibleDuplicates.map(({ cluster }) => cluster.name);
  if (twins.length > 0) {
    return failed(
      KIND,
      `The fleet has the same UID under another name: ${someOf(twins)}.`,
      [
        ...evidence,
        { source: 'registry', says: `also known as ${someOf(twins)}` },
      ],
      'Keep one of them, or say in fleet.clusters that they are one.',
    );
  }
  if (!('value' in shown)) {
    return unknown(
      KIND,
      shown.cause,
      `Who it is is not known: ${shown.reason}.`,
      {
        advice:
          "Let the portal's ClusterRole get the namespace kube-system; it is told apart by its UID.",
      },
    );
  }
  return known === undefined
    ? unknown(
        KIND,
        'not-evaluated',
        'It shows a UID now, and none of it was noted before.',
        { evidence, advice: 'Ask again once its collector has connected.' },
      )
    : passed(
        KIND,
        'It is the cluster that it was, and no other is it that you may see.',
        evidence,
      );
}

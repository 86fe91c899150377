import type { FleetCheck } from '@fleetview/backstage-plugin-fleet-common';
import { METRICS_GROUP } from '../ask/askCluster';
import type { Asked } from '../ask/LiveSight';
import { failed, passed, unknown } from '../checks';

const KIND = 'metrics-agent';

/** Whether a cluster tells what its pods and nodes use. */
export function judgeMetrics(asked: Asked): FleetCheck {
  const groups = 'sight' in asked ? asked.sight.groups : asked;
  if ('cause' in groups || !('sight' in asked)) {
    const { cause, reason } = groups as { cause: 'not-asked'; reason: string };
    return unknown(
      KIND,
      cause,
      `Whether it tells what is used is not known: ${reason}.`,
    );
  }
  const state = groups.value.get(METRICS_GROUP);
  const says = {
    served: `serves ${METRICS_GROUP}`,
    broken: `has ${METRICS_GROUP}, which does not answer`,
  };
  const evidence = [
    {
      source: 'API server',
      says: state ? says[state] : `does not serve ${METRICS_GROUP}`,
      confirmedAt: new Date(asked.sight.at).toISOString(),
    },
  ];
  return state === 'served'
    ? passed(KIND, 'It tells what pods and nodes use.', evidence)
    : failed(
        KIND,
        state === 'broken'
          ? 'What should tell what is used does not answer.'
          : 'Nothing there tells what pods and nodes use.',
        evidence,
        'Install metrics-server, or repair it: autoscalers go by what it says.',
      );
}

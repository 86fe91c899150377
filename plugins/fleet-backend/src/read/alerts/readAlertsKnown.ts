import type { AlertsKnown } from '@fleetview/backstage-plugin-fleet-common';
import {
  gapText,
  NOT_ASKED,
  readAlertSources,
} from '../../coverage/readAlertSources';
import { defined, toTime, type ReadContext } from '../types';
import { seesAllAlerts } from './scopedAlerts';

/** Whether it is known which alerts fire on a cluster: what is stored does not tell. */
export async function readAlertsKnown(
  context: ReadContext,
  clusterId: string,
): Promise<AlertsKnown> {
  const sources = await readAlertSources(context, [clusterId]);
  const source = sources.get(clusterId);
  return defined({
    asked: source !== undefined,
    confirmedAt: toTime(source?.confirmedAt),
    gap: gapText(source ?? NOT_ASKED, { seesAll: seesAllAlerts(context) }),
  });
}

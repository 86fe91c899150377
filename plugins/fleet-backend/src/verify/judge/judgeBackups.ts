import type { FleetCheck } from '@fleetview/backstage-plugin-fleet-common';
import type { Asked } from '../ask/LiveSight';
import { failed, passed, unknown } from '../checks';

const KIND = 'backup-schedule';
const ADVICE =
  "Schedule backups with Velero, and let the portal's role list schedules.velero.io.";

/** Whether a cluster is backed up by a schedule that runs. Whether backups can be restored nobody knows by that. */
export function judgeBackups(asked: Asked): FleetCheck {
  const backups = 'sight' in asked ? asked.sight.backups : asked;
  if (!('sight' in asked) || 'cause' in backups) {
    const { cause, reason } = backups as { cause: 'not-asked'; reason: string };
    return unknown(
      KIND,
      cause,
      `Whether it is backed up is not known: ${reason}.`,
      { advice: ADVICE },
    );
  }
  const confirmedAt = new Date(asked.sight.at).toISOString();
  if (backups.value === 'not-served') {
    return unknown(
      KIND,
      'not-evaluated',
      'It has no Velero. Whether something else backs it up is not known here.',
      {
        evidence: [
          {
            source: 'API server',
            says: 'does not serve velero.io',
            confirmedAt,
          },
        ],
        advice: ADVICE,
      },
    );
  }
  const { schedules, enabled, more } = backups.value;
  const evidence = [
    {
      source: 'Velero',
      says: `${enabled} of ${schedules}${
        more ? ' and more' : ''
      } schedules are enabled`,
      confirmedAt,
    },
  ];
  if (enabled > 0) {
    return passed(KIND, 'Backups are scheduled.', evidence);
  }
  return more
    ? unknown(KIND, 'not-evaluated', 'Not all schedules were read.', {
        evidence,
      })
    : failed(KIND, 'No backups are scheduled.', evidence, ADVICE);
}

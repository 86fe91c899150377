import type { FleetCheck } from '@fleetview/backstage-plugin-fleet-common';
import type { Had } from '../ask/LiveSight';
import { failed, passed, unknown } from '../checks';
import { minorOf, SUPPORTED_UNTIL } from '../kubernetesSupport';

const KIND = 'kubernetes-version';
const DAY_MS = 86_400_000;
const SOON_MS = 60 * DAY_MS;

/** A version, who said it, and when. */
export type VersionSight = Had<{
  version: string;
  source: string;
  confirmedAt: string;
}>;

/** Whether Kubernetes itself still mends the version that a cluster runs. */
export function judgeVersion(sight: VersionSight, now: number): FleetCheck {
  if ('cause' in sight) {
    return unknown(
      KIND,
      sight.cause,
      `Which version it runs is not known: ${sight.reason}.`,
    );
  }
  const { version, source, confirmedAt } = sight.value;
  const evidence = [{ source, says: version, confirmedAt }];
  const minor = minorOf(version);
  if (minor === undefined) {
    return unknown(KIND, 'unstated', 'It says no version of Kubernetes.', {
      evidence,
    });
  }
  const known = [...SUPPORTED_UNTIL.keys()];
  const until = SUPPORTED_UNTIL.get(minor);
  if (until === undefined && minor > Math.max(...known)) {
    return unknown(
      KIND,
      'not-evaluated',
      `1.${minor} is newer than what this portal knows the end of.`,
      { evidence, advice: 'See https://kubernetes.io/releases/.' },
    );
  }
  // It ends with the day.
  const endsAt = until === undefined ? -Infinity : Date.parse(until) + DAY_MS;
  if (now >= endsAt) {
    return failed(
      KIND,
      until === undefined
        ? `Kubernetes 1.${minor} is not supported any more.`
        : `Support of Kubernetes 1.${minor} ended on ${until}.`,
      evidence,
      'Upgrade it, one minor version at a time. A provider may support it for longer; Kubernetes does not.',
    );
  }
  return passed(
    KIND,
    `Kubernetes 1.${minor} is supported until ${until}.`,
    evidence,
    endsAt - now < SOON_MS ? 'Plan its upgrade: it ends soon.' : undefined,
  );
}

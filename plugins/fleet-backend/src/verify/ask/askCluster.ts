import type { KubernetesClient } from '@fleetview/kube-watch';
import { readClusterUid } from '../../clusters/readClusterUid';
import { askReviews } from './askReviews';
import { had } from './notHad';
import { BACKUP_GROUP, readBackups } from './readBackups';
import type {
  Asked,
  ClockReading,
  Had,
  LiveSight,
  NotHad,
  ReviewAttributes,
} from './LiveSight';

export const METRICS_GROUP = 'metrics.k8s.io';

/**
 * Asks a cluster what only it can say, and only now. Who it is comes first: of one that is
 * another than it was nothing else is asked.
 *
 * @param options.uid - the UID that it had
 * @param options.reviews - what it is asked whether it may be done, by the groups that it serves
 */
export async function askCluster(options: {
  client: KubernetesClient;
  now: () => number;
  signal: AbortSignal;
  uid?: string;
  reviews: (groupNames: readonly string[]) => readonly ReviewAttributes[];
}): Promise<Asked> {
  const { client, now, signal } = options;
  const began = performance.now();
  const { version, clock } = await readVersionAndClock(client, now, signal);
  const isSilent = 'cause' in version && version.cause === 'unreachable';
  if (isSilent) return version;
  const uid = await readUid(client, signal);
  const isAnother =
    'value' in uid && options.uid !== undefined && uid.value !== options.uid;
  const rest = isAnother
    ? nothingOf({
        cause: 'not-asked',
        reason: 'it is another cluster than it was, and was asked no more',
      })
    : await readRest(client, options.reviews, signal);
  return {
    sight: {
      at: now(),
      tookMs: Math.round(performance.now() - began),
      version,
      clock,
      uid,
      ...rest,
    },
  };
}

async function readVersionAndClock(
  client: KubernetesClient,
  now: () => number,
  signal: AbortSignal,
): Promise<Pick<LiveSight, 'version' | 'clock'>> {
  let clock: Had<ClockReading> = {
    cause: 'unstated',
    reason: 'its answer does not say when it was made',
  };
  const sentAt = now();
  const version = await had(
    client
      .version({
        signal,
        onHead: ({ date }) => {
          if (date) clock = { value: { date, sentAt, headAt: now() } };
        },
      })
      .then(({ gitVersion }) => gitVersion),
  );
  return { version, clock };
}

async function readUid(
  client: KubernetesClient,
  signal: AbortSignal,
): Promise<Had<string>> {
  const uid = await had(readClusterUid(client, signal));
  if (!('value' in uid)) return uid;
  return uid.value === undefined
    ? {
        cause: 'forbidden',
        reason: 'the namespace kube-system may not be read',
      }
    : { value: uid.value };
}

type Rest = Pick<LiveSight, 'groupNames' | 'groups' | 'backups' | 'reviews'>;

function nothingOf(why: NotHad): Rest {
  return { groupNames: why, groups: why, backups: why, reviews: [] };
}

async function readRest(
  client: KubernetesClient,
  reviews: (groupNames: readonly string[]) => readonly ReviewAttributes[],
  signal: AbortSignal,
): Promise<Rest> {
  const discovery = await had(
    client.discover({ groups: [METRICS_GROUP, BACKUP_GROUP], signal }),
  );
  if (!('value' in discovery)) {
    return {
      ...nothingOf(discovery),
      reviews: await askReviews(client, reviews([]), signal),
    };
  }
  const { groupNames, groups } = discovery.value;
  return {
    groupNames: { value: groupNames },
    groups: {
      value: new Map(
        groups.map(({ group, versions }) => [
          group,
          versions.some(
            ({ error, resources }) => !error && resources.length > 0,
          )
            ? 'served'
            : 'broken',
        ]),
      ),
    },
    backups: await had(readBackups(client, discovery.value, signal)),
    reviews: await askReviews(client, reviews(groupNames), signal),
  };
}

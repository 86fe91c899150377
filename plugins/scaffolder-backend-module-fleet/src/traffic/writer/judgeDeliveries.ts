import path from 'node:path';
import type {
  Delivery,
  Instance,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Proof } from './Writer';

/**
 * Whether deliveries show that all clusters have what was fetched: the one that is to write no
 * more as well as the one that is to write.
 *
 * @param clusters - ids, with what they are called here
 * @param file - the file that says who writes: only deliveries of its folder count
 */
export function judgeDeliveries(
  instances: readonly Instance[],
  clusters: ReadonlyMap<string, string>,
  file: string,
  revision: string | undefined,
): Proof {
  if (!revision) {
    return {
      verdict: 'unknown',
      words:
        'Which commit was fetched is not known, so that no delivery can be held against it.',
    };
  }
  const shown: string[] = [];
  for (const [id, name] of clusters) {
    const own = new Map(
      instances
        .filter(({ cluster }) => cluster.id === id)
        .flatMap(({ deliveries }) => deliveries)
        .filter(delivery => brings(delivery, file))
        .map(delivery => [delivery.id, delivery]),
    );
    if (own.size === 0) {
      return {
        verdict: 'unknown',
        words: `The fleet knows no delivery of '${file}' for the component on '${name}'.`,
      };
    }
    for (const delivery of own.values()) {
      const which = `${delivery.kind} '${delivery.name}' of '${name}'`;
      const { currency, sync, health, appliedRevision } = delivery;
      if (!currency.current) {
        return {
          verdict: 'unknown',
          words: `${which} is not current: ${
            currency.reason ?? 'it was never confirmed'
          }.`,
        };
      }
      const isApplied =
        appliedRevision?.type === 'commit' &&
        appliedRevision.value === revision;
      if (!isApplied || sync !== 'synced' || health !== 'healthy') {
        return {
          verdict: 'not-shown',
          words: `${which} is ${sync} and ${health} at ${
            appliedRevision?.value ?? 'no revision'
          }, and not yet synced and healthy at ${revision}.`,
        };
      }
      shown.push(which);
    }
  }
  return clusters.size < 2
    ? {
        verdict: 'unknown',
        words:
          'Only one cluster is named: the one that wrote has to know of it as well.',
      }
    : {
        verdict: 'shown',
        words: `${shown.join(
          ', ',
        )} applied ${revision}, and are synced and healthy.`,
      };
}

/** Whether what it applies is the folder of a file. */
function brings({ partial, sources }: Delivery, file: string): boolean {
  if (partial) return false;
  return sources.some(source => {
    if (source.path === undefined) return false;
    const folder = path.posix.join('/', source.path, '/');
    return path.posix.join('/', file).startsWith(folder);
  });
}

import type {
  Instance,
  Workload,
} from '@fleetview/backstage-plugin-fleet-common';

/**
 * What runs, and what is on its way.
 *
 * - `settled`: one version, completely there
 * - `changing`: from one to another, `updated` of `replicas` are there
 * - `unknown`: nobody says
 *
 * @public
 */
export type VersionView =
  | { kind: 'settled'; version: string }
  | {
      kind: 'changing';
      from?: string;
      to: string;
      updated?: number;
      replicas?: number;
    }
  | { kind: 'unknown' };

/** @public */
export function versionOfInstance(
  instance: Pick<Instance, 'version'>,
): VersionView {
  const { actual, desired, settled, updated, replicas } = instance.version;
  return versionView({ actual, desired, settled, updated, replicas });
}

/** @public */
export function versionOfWorkload(
  workload: Pick<
    Workload,
    'version' | 'settledVersion' | 'settled' | 'replicas'
  >,
): VersionView {
  return versionView({
    actual: workload.settledVersion,
    desired: workload.version,
    settled: workload.settled,
    updated: workload.replicas.updated,
    replicas: workload.replicas.desired,
  });
}

function versionView(options: {
  actual?: string;
  desired?: string;
  settled: boolean;
  updated?: number;
  replicas?: number;
}): VersionView {
  const { actual, desired, settled, updated, replicas } = options;
  const target = desired ?? actual;
  if (!target) return { kind: 'unknown' };
  if (settled && (!actual || !desired || actual === desired)) {
    return { kind: 'settled', version: target };
  }
  return {
    kind: 'changing',
    from: actual && actual !== target ? actual : undefined,
    to: target,
    updated,
    replicas,
  };
}

const COMMIT = /^[0-9a-f]{40}$/i;
const DIGEST = /^(?:.*@)?(sha(?:256|384|512)):([0-9a-f]{12,})$/i;

/**
 * A version as it stands in a cell: commits to 7 digits, digests to 12, all
 * else as it is.
 *
 * @public
 */
export function shortVersion(version: string): string {
  if (COMMIT.test(version)) return version.slice(0, 7);
  const digest = DIGEST.exec(version);
  if (digest) return `${digest[1]}:${digest[2].slice(0, 12)}`;
  return version;
}

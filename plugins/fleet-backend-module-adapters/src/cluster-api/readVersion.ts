import { boundedName } from '@fleetview/backstage-plugin-fleet-common';
import { compare, parse } from 'semver';

/**
 * The lowest of the versions that machines run, as the oldest decides what the
 * cluster can do. `undefined` where one of them is not a version: then nothing is
 * known to be the lowest.
 */
export function lowestVersion(versions: readonly string[]): string | undefined {
  const parsed = versions.map(version => parse(version));
  let lowest = 0;
  for (const [index, version] of parsed.entries()) {
    const before = parsed[lowest];
    if (!version || !before) return undefined;
    if (compare(version, before) < 0) lowest = index;
  }
  return versions.length ? boundedName(versions[lowest]) : undefined;
}

/**
 * The version that machines run: the lowest that is reported; where none is, the
 * wanted one once all machines are made from the present template.
 */
export function presentVersion(
  reported: readonly { version: string }[] | undefined,
  replicas: { current?: number | undefined; upToDate?: number | undefined },
  wanted: string | undefined,
): string | undefined {
  if (reported?.length) return lowestVersion(reported.map(it => it.version));
  const { current, upToDate } = replicas;
  return current && upToDate === current ? wanted : undefined;
}

import { InputError } from '@backstage/errors';
import {
  parsePathPattern,
  type PathPattern,
  type PathStep,
} from '@fleetview/backstage-plugin-fleet-common';
import { whyNotAllowed, type AllowedPaths } from '../allowed';
import { Manifest } from '../manifests';
import type { Changes } from '../workspace';
import { groupOf, textOf, type YamlPath } from '../yaml';
import { TRAFFIC_KINDS, type TrafficName } from './kinds';
import type { PlannedShift } from './planShift';

/**
 * Brings what is planned into the files: weights and primaries, and nothing else. What the operator
 * forbids is refused here as well.
 *
 * @throws InputError where a value may not be written, or not without changing something else
 */
export async function writeShift(
  traffic: TrafficName,
  { writes }: PlannedShift,
  changes: Changes,
  allowed: AllowedPaths,
): Promise<void> {
  const { kinds, paths } = TRAFFIC_KINDS[traffic];
  const own: AllowedPaths = {
    hasDefaults: false,
    allow: paths.map(path => ({
      kinds: new Set(kinds),
      pattern: parsePathPattern(path) as PathPattern,
    })),
    deny: allowed.deny,
  };
  for (const { place, value } of writes) {
    const { file, index, path } = place;
    const text = (await changes.read(file)) ?? '';
    const manifest = new Manifest(file, text, index);
    const because = whyNotAllowed(
      own,
      {
        kind: textOf(manifest.value(['kind'])),
        group: groupOf(manifest.value(['apiVersion'])),
      },
      stepsOf(path),
      value,
    );
    if (because) {
      throw new InputError(
        `'${path.join('.')}' in '${file}' is not changed: ${because}`,
      );
    }
    manifest.set(path, value);
    changes.write(file, manifest.text);
  }
}

function stepsOf(path: YamlPath): PathStep[] {
  return path.map(step =>
    typeof step === 'number' ? { keys: [] } : { field: step },
  );
}

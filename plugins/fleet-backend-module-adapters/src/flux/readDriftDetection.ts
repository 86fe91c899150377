import type { IgnoreRules } from '@fleetview/backstage-plugin-fleet-common';
import {
  boundedIgnoreRules,
  type MapContext,
  type ReadIgnoreRule,
} from '@fleetview/backstage-plugin-fleet-node';
import { readIgnoreRules } from './readIgnoreRules';
import type { HelmReleaseObject } from './schema';

/** Modes in which Flux compares a release with what runs. */
const COMPARES = ['enabled', 'warn'];

/** The first versions had no such field: the controller's own flags decide there. */
const WITHOUT_THE_FIELD = ['v2beta1'];

/**
 * Without a mode, or with `disabled`, Flux does not look at what runs: it leaves out
 * everything.
 */
function notCompared(
  { spec }: HelmReleaseObject,
  { source }: MapContext,
): ReadIgnoreRule[] {
  const { mode } = spec?.driftDetection ?? {};
  if (mode !== undefined && COMPARES.includes(mode)) return [];
  if (mode === undefined && WITHOUT_THE_FIELD.includes(source.version)) {
    return [];
  }
  return [
    {
      path: 'spec.driftDetection.mode',
      leftOut: [{ type: 'everything' }],
      setting: mode ?? 'not set',
      atSync: false,
    },
  ];
}

/** What a HelmRelease leaves out when it looks for drift. An upgrade writes it all the same. */
export function readDriftDetection(
  release: HelmReleaseObject,
  context: MapContext,
): IgnoreRules | undefined {
  const { spec } = release;
  if (!spec) return undefined;
  const { rules, notRead } = readIgnoreRules(
    spec.driftDetection?.ignore,
    'spec.driftDetection.ignore',
    false,
  );
  return boundedIgnoreRules(
    context.source,
    [...notCompared(release, context), ...rules],
    notRead,
  );
}

import {
  boundedName,
  type NamespaceFact,
  POD_SECURITY_LEVELS,
} from '@fleetview/backstage-plugin-fleet-common';
import { withoutUndefined } from '@fleetview/backstage-plugin-fleet-node';

type PodSecurity = NonNullable<NamespaceFact['podSecurity']>;

const PREFIX = 'pod-security.kubernetes.io/';
const MODES = ['enforce', 'audit', 'warn'] as const;

function modeOf(
  labels: Readonly<Record<string, string>>,
  mode: (typeof MODES)[number],
): PodSecurity['enforce'] {
  const level = labels[`${PREFIX}${mode}`];
  if (level === undefined) return undefined;
  const version = labels[`${PREFIX}${mode}-version`];
  // The API server takes a word that is no level for the strictest.
  const known = POD_SECURITY_LEVELS.find(word => word === level);
  return withoutUndefined({
    level: known ?? ('unknown' as const),
    version: version === undefined ? undefined : boundedName(version),
  });
}

/** What a namespace's labels ask of pods; nothing where no label asks for a level. */
export function readPodSecurity(
  labels: Readonly<Record<string, string>>,
): PodSecurity | undefined {
  const [enforce, audit, warn] = MODES.map(mode => modeOf(labels, mode));
  if (!enforce && !audit && !warn) return undefined;
  return withoutUndefined({ enforce, audit, warn });
}

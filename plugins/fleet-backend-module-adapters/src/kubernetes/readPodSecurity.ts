import {
  boundedName,
  type NamespaceFact,
  POD_SECURITY_LEVELS,
} from '@fleetview/backstage-plugin-fleet-common';
import { withoutUndefined } from '@fleetview/backstage-plugin-fleet-node';

type PodSecurity = NonNullable<NamespaceFact['podSecurity']>;

/** Whole keys: one that is put together is looked up anew each time. */
const LABELS = {
  enforce: {
    level: 'pod-security.kubernetes.io/enforce',
    version: 'pod-security.kubernetes.io/enforce-version',
  },
  audit: {
    level: 'pod-security.kubernetes.io/audit',
    version: 'pod-security.kubernetes.io/audit-version',
  },
  warn: {
    level: 'pod-security.kubernetes.io/warn',
    version: 'pod-security.kubernetes.io/warn-version',
  },
} as const;

function modeOf(
  labels: Readonly<Record<string, string>>,
  mode: keyof typeof LABELS,
): PodSecurity['enforce'] {
  const level = labels[LABELS[mode].level];
  if (level === undefined) return undefined;
  const version = labels[LABELS[mode].version];
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
  const enforce = modeOf(labels, 'enforce');
  const audit = modeOf(labels, 'audit');
  const warn = modeOf(labels, 'warn');
  if (!enforce && !audit && !warn) return undefined;
  return withoutUndefined({ enforce, audit, warn });
}

import { POD_SECURITY_LEVELS } from '../../facts';

/**
 * A level of the Pod Security Standards.
 *
 * @public
 */
export type PodSecurityLevel = (typeof POD_SECURITY_LEVELS)[number];

/**
 * A control of the Pod Security Standards.
 *
 * @public
 */
export type PodSecurityControl = {
  /** As Pod Security admission calls its check. */
  id: string;
  /** As the documentation of Kubernetes calls it. */
  name: string;
  /** The lowest level that asks for it. */
  level: 'baseline' | 'restricted';
  /** The minor version of Kubernetes 1 that has it first, where not all have. */
  sinceMinor?: number;
  /** The control of a lower level that whoever keeps this one keeps as well. */
  implies?: string;
};

/**
 * All controls, by level, in the order of
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/. What is restricted
 * asks for those of baseline as well.
 *
 * @public
 */
export const POD_SECURITY_CONTROLS: readonly PodSecurityControl[] = [
  { id: 'windowsHostProcess', name: 'HostProcess', level: 'baseline' },
  { id: 'hostNamespaces', name: 'Host Namespaces', level: 'baseline' },
  { id: 'privileged', name: 'Privileged Containers', level: 'baseline' },
  { id: 'capabilities_baseline', name: 'Capabilities', level: 'baseline' },
  { id: 'hostPathVolumes', name: 'HostPath Volumes', level: 'baseline' },
  { id: 'hostPorts', name: 'Host Ports', level: 'baseline' },
  {
    id: 'hostProbesAndHostLifecycle',
    name: 'Host Probes / Lifecycle Hooks',
    level: 'baseline',
    sinceMinor: 34,
  },
  { id: 'appArmorProfile', name: 'AppArmor', level: 'baseline' },
  { id: 'seLinuxOptions', name: 'SELinux', level: 'baseline' },
  { id: 'procMount', name: '/proc Mount Type', level: 'baseline' },
  { id: 'seccompProfile_baseline', name: 'Seccomp', level: 'baseline' },
  { id: 'sysctls', name: 'Sysctls', level: 'baseline' },
  {
    id: 'restrictedVolumes',
    name: 'Volume Types',
    level: 'restricted',
    implies: 'hostPathVolumes',
  },
  {
    id: 'allowPrivilegeEscalation',
    name: 'Privilege Escalation',
    level: 'restricted',
    sinceMinor: 8,
  },
  { id: 'runAsNonRoot', name: 'Running as Non-root', level: 'restricted' },
  {
    id: 'runAsUser',
    name: 'Running as Non-root user',
    level: 'restricted',
    sinceMinor: 23,
  },
  {
    id: 'seccompProfile_restricted',
    name: 'Seccomp',
    level: 'restricted',
    sinceMinor: 19,
    implies: 'seccompProfile_baseline',
  },
  {
    id: 'capabilities_restricted',
    name: 'Capabilities',
    level: 'restricted',
    sinceMinor: 22,
    implies: 'capabilities_baseline',
  },
];

/**
 * The controls that a level asks for, those of lower levels included.
 *
 * @param version - of Kubernetes, as labels have it: `v1.34`, or `latest`. All there are
 *   where absent or not known.
 * @public
 */
export function controlsOfLevel(
  level: PodSecurityLevel,
  version?: string,
): PodSecurityControl[] {
  const minor = /^v?1\.(\d{1,4})(?:\D|$)/.exec(version ?? '')?.[1];
  const limit = POD_SECURITY_LEVELS.indexOf(level);
  return POD_SECURITY_CONTROLS.filter(
    control =>
      POD_SECURITY_LEVELS.indexOf(control.level) <= limit &&
      (minor === undefined || (control.sinceMinor ?? 0) <= Number(minor)),
  );
}

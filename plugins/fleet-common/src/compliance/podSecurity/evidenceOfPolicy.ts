import { POD_SECURITY_LEVELS, type FindingFact } from '../../facts';
import {
  POD_SECURITY_CONTROLS,
  type PodSecurityControl,
  type PodSecurityLevel,
} from './controls';

/** What a policy looks at: a control, or a part of one, or all of a level. */
export type PodSecuritySubject =
  | {
      control: string;
      /** Which of several parts, all of which have to be kept. */
      part?: { name: string; of: number };
    }
  | { level: Exclude<PodSecurityLevel, 'privileged'> };

/** Policies of https://github.com/kyverno/policies, folder `pod-security`. */
const KYVERNO: Readonly<Record<string, string>> = {
  'disallow-host-process': 'windowsHostProcess',
  'disallow-host-namespaces': 'hostNamespaces',
  'disallow-privileged-containers': 'privileged',
  'disallow-capabilities': 'capabilities_baseline',
  'disallow-host-path': 'hostPathVolumes',
  'disallow-host-ports': 'hostPorts',
  'restrict-apparmor-profiles': 'appArmorProfile',
  'disallow-selinux': 'seLinuxOptions',
  'disallow-proc-mount': 'procMount',
  'restrict-seccomp': 'seccompProfile_baseline',
  'restrict-sysctls': 'sysctls',
  'restrict-volume-types': 'restrictedVolumes',
  'disallow-privilege-escalation': 'allowPrivilegeEscalation',
  'require-run-as-nonroot': 'runAsNonRoot',
  'require-run-as-non-root-user': 'runAsUser',
  'restrict-seccomp-strict': 'seccompProfile_restricted',
  'disallow-capabilities-strict': 'capabilities_restricted',
};

const KYVERNO_LEVEL = /^podsecurity-subrule-(baseline|restricted)$/;

const namespacePart = (name: string): PodSecuritySubject => ({
  control: 'hostNamespaces',
  part: { name, of: 3 },
});

/**
 * Checks of Trivy by their number, as its compliance specification `k8s-pss-restricted-0.1`
 * has them. That one takes sharing of IPC for all of Host Namespaces: network and PID are
 * checks of their own.
 */
const TRIVY: Readonly<Record<number, PodSecuritySubject>> = {
  1: { control: 'allowPrivilegeEscalation' },
  2: { control: 'appArmorProfile' },
  8: namespacePart('IPC'),
  9: namespacePart('network'),
  10: namespacePart('PID'),
  12: { control: 'runAsNonRoot' },
  17: { control: 'privileged' },
  22: { control: 'capabilities_baseline' },
  23: { control: 'hostPathVolumes' },
  24: { control: 'hostPorts' },
  25: { control: 'seLinuxOptions' },
  26: { control: 'sysctls' },
  27: { control: 'procMount' },
  28: { control: 'restrictedVolumes' },
  30: { control: 'seccompProfile_restricted' },
  103: { control: 'windowsHostProcess' },
  104: { control: 'seccompProfile_baseline' },
  105: { control: 'runAsUser' },
  106: { control: 'capabilities_restricted' },
};

const TRIVY_CHECK = /^(?:AVD-)?KSV-?0*(\d{1,4})$/i;

/** As {@link controlNameOf} and authors put it before the name of a control. */
const STANDARD_BEFORE = /^(?:pod security standards?|pss)[\s:-]+/i;

function wordsOf(text: string): string {
  return text.trim().replace(STANDARD_BEFORE, '').toLocaleLowerCase('en-US');
}

function statedLevel(text: string | undefined): PodSecuritySubject[] {
  const words = (text ?? '').toLocaleLowerCase('en-US');
  return POD_SECURITY_LEVELS.flatMap(level =>
    level !== 'privileged' && words.includes(level) ? [{ level }] : [],
  );
}

/** The control of that id or name, or none where that could be one of two. */
function controlNamed(
  text: string,
  category: string | undefined,
): PodSecurityControl | undefined {
  const words = wordsOf(text);
  const byId = POD_SECURITY_CONTROLS.find(
    ({ id }) => id.toLocaleLowerCase('en-US') === words,
  );
  if (byId) return byId;
  const named = POD_SECURITY_CONTROLS.filter(
    ({ name }) => name.toLocaleLowerCase('en-US') === words,
  );
  if (named.length < 2) return named[0];
  const stated = statedLevel(category);
  return stated.length === 1
    ? named.find(({ level }) =>
        stated.some(each => 'level' in each && each.level === level),
      )
    : undefined;
}

/** The level that a control of a mapping names: `Pod Security Standards restricted`. */
function levelNamed(text: string): PodSecuritySubject | undefined {
  switch (wordsOf(text)) {
    case 'baseline':
      return { level: 'baseline' };
    case 'restricted':
      return { level: 'restricted' };
    default:
      return undefined;
  }
}

function subjectsByName({
  engine,
  policy,
}: Pick<FindingFact, 'engine' | 'policy'>): PodSecuritySubject[] {
  if (engine === 'kyverno') {
    const level = KYVERNO_LEVEL.exec(policy)?.[1];
    if (level === 'baseline' || level === 'restricted') return [{ level }];
    return Object.hasOwn(KYVERNO, policy) ? [{ control: KYVERNO[policy] }] : [];
  }
  if (engine === 'trivy') {
    const subject = TRIVY[Number(TRIVY_CHECK.exec(policy)?.[1])];
    return subject ? [subject] : [];
  }
  return [];
}

/**
 * What of the Pod Security Standards a finding is about: as the names of policies of known
 * libraries say, and as its controls do, by the id of admission's check or the name in the
 * documentation (`Capabilities` and `Seccomp` only where the category tells which of two).
 * A control that is called like a level is all of it.
 */
export function podSecuritySubjects(
  finding: Pick<FindingFact, 'engine' | 'policy' | 'controls' | 'category'>,
): PodSecuritySubject[] {
  const { controls, category } = finding;
  return [
    ...subjectsByName(finding),
    ...controls.flatMap(control => levelNamed(control) ?? []),
    ...controls.flatMap(control => {
      const found = controlNamed(control, category);
      return found ? [{ control: found.id }] : [];
    }),
  ];
}

import { FLEET_ANNOTATION_PREFIX } from '../../annotations';
import type { PolicyFact } from '../../facts';

/**
 * The standards that a policy belongs to, in the words of whoever runs it: an annotation of
 * the policy with names and commas between them.
 *
 * @public
 */
export const ANNOTATION_POLICY_STANDARDS = `${FLEET_ANNOTATION_PREFIX}standards`;

/**
 * A standard that policies belong to.
 *
 * @public
 */
export type ComplianceStandard = {
  /** The same for all ways to write it; `own/…` for one that is not known. */
  id: string;
  /** For people. */
  name: string;
};

/**
 * Standards by the words that authors of policies use, the more specific first. Words of
 * Kyverno's and Gatekeeper's libraries, of Open Cluster Management's policy collection, of
 * kube-bench's and Trivy's benchmarks and of Kubescape's frameworks.
 */
const KNOWN: readonly (ComplianceStandard & { words: RegExp })[] = [
  {
    id: 'pss',
    name: 'Pod Security Standards',
    words: /\bpod security( standards?)?\b|\bpss\b/,
  },
  {
    id: 'nsa',
    name: 'NSA/CISA Kubernetes Hardening Guidance',
    words: /\bnsa\b|\bnational security agency\b/,
  },
  { id: 'stig', name: 'DISA STIG', words: /\bstigs?\b/ },
  { id: 'cis', name: 'CIS Benchmarks', words: /\bcis\b/ },
  { id: 'pci-dss', name: 'PCI DSS', words: /\bpci\b/ },
  {
    id: 'nist-800-53',
    name: 'NIST SP 800-53',
    words: /\b(nist )?(sp )?800 53\b/,
  },
  {
    id: 'nist-800-190',
    name: 'NIST SP 800-190',
    words: /\b(nist )?(sp )?800 190\b/,
  },
  {
    id: 'nist-csf',
    name: 'NIST Cybersecurity Framework',
    words: /\bnist (csf|cybersecurity framework)\b/,
  },
  { id: 'nist', name: 'NIST', words: /\bnist\b/ },
  { id: 'soc-2', name: 'SOC 2', words: /\bsoc ?2\b/ },
  { id: 'iso-27001', name: 'ISO/IEC 27001', words: /\b(iso|iec) ?27001\b/ },
  { id: 'hipaa', name: 'HIPAA', words: /\bhipaa\b/ },
  { id: 'fedramp', name: 'FedRAMP', words: /\bfedramp\b/ },
  { id: 'fisma', name: 'FISMA', words: /\bfisma\b/ },
  { id: 'gdpr', name: 'GDPR', words: /\bgdpr\b/ },
  { id: 'mitre-attack', name: 'MITRE ATT&CK', words: /\bmitre\b/ },
];

/** What may be said of one policy: more is nobody's list of standards. */
const MOST_NAMES = 200;

/** Words apart by single blanks: `NIST-CSF` and `nist_csf` are written alike. */
function wordsOf(name: string): string {
  return name
    .toLocaleLowerCase('en-US')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * A standard by what somebody calls it, whatever its version: `cis-1.9` and
 * `CIS Kubernetes Benchmarks v1.23` are one.
 *
 * @returns nothing where it is none that is known
 * @public
 */
export function knownStandard(name: string): ComplianceStandard | undefined {
  const words = wordsOf(name);
  const known = KNOWN.find(each => each.words.test(words));
  return known && { id: known.id, name: known.name };
}

/**
 * A standard by what somebody who means one calls it. One that is not known is their own.
 *
 * @returns nothing for what has no letter and no digit
 * @public
 */
export function standardNamed(name: string): ComplianceStandard | undefined {
  const words = wordsOf(name);
  if (words === '') return undefined;
  return (
    knownStandard(name) ?? {
      id: `own/${words.replaceAll(' ', '-')}`,
      name: name.trim(),
    }
  );
}

/**
 * The names of standards that a policy says it belongs to: as its engine has them, and as
 * the annotation of whoever runs it does.
 *
 * @public
 */
export function statedStandards({
  standards,
  annotations = {},
}: Pick<PolicyFact, 'standards'> &
  Partial<Pick<PolicyFact, 'annotations'>>): string[] {
  const annotated = Object.hasOwn(annotations, ANNOTATION_POLICY_STANDARDS)
    ? annotations[ANNOTATION_POLICY_STANDARDS].split(',')
    : [];
  return [...standards, ...annotated].slice(0, MOST_NAMES);
}

/**
 * The standards of a policy, as its author and its annotations say, each once. Categories
 * are of all kinds: only those that are standards count.
 *
 * @public
 */
export function standardsOf(
  policy: Pick<PolicyFact, 'standards' | 'categories'> &
    Partial<Pick<PolicyFact, 'annotations'>>,
): ComplianceStandard[] {
  const found = new Map<string, ComplianceStandard>();
  for (const each of [
    ...statedStandards(policy).map(standardNamed),
    ...policy.categories.map(knownStandard),
  ]) {
    if (each && !found.has(each.id)) found.set(each.id, each);
  }
  return [...found.values()];
}

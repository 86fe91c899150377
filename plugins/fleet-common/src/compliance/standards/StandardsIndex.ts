import { matchesName } from '../coverage/matchesName';
import { type PolicyName, policyKeyOf } from '../units/complianceUnit';
import { type ComplianceStandard, standardNamed } from './standardsOf';
import {
  controlNameOf,
  type StandardsMapping,
  type StandardsMappingEntry,
} from './standardsMapping';

/** For how many policies it is held which entries name them. */
const MOST_HELD = 20_000;

/**
 * Which standards and controls a mapping gives, for whoever asks of many policies and rules:
 * a mapping may have thousands of entries, and a fleet thousands of policies.
 *
 * @public
 */
export class StandardsIndex {
  readonly #entries: readonly StandardsMappingEntry[];
  /** Positions of entries that name one policy in full. */
  readonly #exact = new Map<string, number[]>();
  readonly #patterns: number[] = [];
  readonly #held = new Map<string, readonly StandardsMappingEntry[]>();

  constructor({ entries }: Pick<StandardsMapping, 'entries'>) {
    this.#entries = entries;
    entries.forEach(({ policy }, position) => {
      if (policy.includes('*')) {
        this.#patterns.push(position);
        return;
      }
      const known = this.#exact.get(policy);
      if (known) known.push(position);
      else this.#exact.set(policy, [position]);
    });
  }

  /** Those of all entries that name the policy, or the rule, each once. */
  of(about: PolicyName & { rule?: string }): {
    standards: ComplianceStandard[];
    controls: string[];
  } {
    const standards = new Map<string, ComplianceStandard>();
    const controls = new Set<string>();
    for (const entry of this.#naming(about)) {
      if (
        entry.rule !== undefined &&
        (about.rule === undefined || !matchesName(entry.rule, about.rule))
      ) {
        continue;
      }
      for (const each of entry.standards) {
        const standard = standardNamed(each.standard);
        if (!standard) continue;
        standards.set(standard.id, standards.get(standard.id) ?? standard);
        for (const control of each.controls) {
          controls.add(controlNameOf(standard, control));
        }
      }
    }
    return { standards: [...standards.values()], controls: [...controls] };
  }

  /** Whether any entry is about single rules of a policy. */
  isByRule(policy: PolicyName): boolean {
    return this.#naming(policy).some(({ rule }) => rule !== undefined);
  }

  /** The entries that name a policy, in their order. */
  #naming({ engine, policy }: PolicyName): readonly StandardsMappingEntry[] {
    const key = policyKeyOf({ engine, policy });
    const held = this.#held.get(key);
    if (held) return held;
    const positions = [
      ...(this.#exact.get(policy) ?? []),
      ...this.#patterns.filter(position =>
        matchesName(this.#entries[position].policy, policy),
      ),
    ].sort((a, b) => a - b);
    const found = positions
      .map(position => this.#entries[position])
      .filter(each => each.engine === undefined || each.engine === engine);
    // Names come from clusters, and may be as many as those make up.
    if (this.#held.size >= MOST_HELD) this.#held.clear();
    this.#held.set(key, found);
    return found;
  }
}

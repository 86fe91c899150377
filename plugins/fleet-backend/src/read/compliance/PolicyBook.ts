import {
  COMPLIANCE_SEVERITIES,
  pairKeyOf,
  policyKeyOf,
  standardsOf,
  type ComplianceStandard,
  type PolicyName,
  type PolicyOnCluster,
  type Severity,
  type StandardsIndex,
} from '@fleetview/backstage-plugin-fleet-common';
import type { PolicyWords } from '../../derive/compliance';
import type { Placement } from './readPlacements';
import type { Place } from './readPlaces';

/** By what else a policy can be looked at. */
export type Look = { standards: ComplianceStandard[]; controls: string[] };

const NO_WORDS: PolicyWords = { standards: [], categories: [], controls: [] };

/**
 * What policies say of themselves, and what a mapping says of them. A cluster's word counts
 * for that cluster alone; of a policy as a whole its hub's does, else what most clusters say.
 */
export class PolicyBook {
  readonly #onCluster = new Map<string, Place>();
  readonly #words = new Map<string, PolicyWords>();
  readonly #severities = new Map<string, Severity | undefined>();
  /** By what is said, and by the policy of which it is. */
  readonly #looks = new Map<PolicyWords, Map<string, Look>>();
  readonly #mapping: StandardsIndex;

  constructor(options: {
    places: readonly Place[];
    placements: Iterable<Placement>;
    mapping: StandardsIndex;
  }) {
    const { places, placements } = options;
    this.#mapping = options.mapping;
    const said = new Map<string, Map<PolicyWords, number>>();
    for (const place of places) {
      const key = policyKeyOf(place);
      this.#onCluster.set(pairKeyOf(place), place);
      this.#toldSeverity(key, place.severity);
      const words = said.get(key) ?? new Map<PolicyWords, number>();
      said.set(key, words);
      words.set(place.words, (words.get(place.words) ?? 0) + 1);
    }
    for (const [key, words] of said) this.#words.set(key, mostSaid(words));
    for (const placement of placements) {
      const key = policyKeyOf(placement);
      // Any cluster can have a policy of this name: it speaks for itself.
      if (!placement.isOfHub && this.#words.has(key)) continue;
      this.#words.set(key, placement.words);
      this.#toldSeverity(key, placement.severity);
    }
  }

  /** Of a policy as a whole. */
  wordsOf(policy: PolicyName): PolicyWords {
    return this.#words.get(policyKeyOf(policy)) ?? NO_WORDS;
  }

  /** Of a policy on a cluster; the worst that is said of it elsewhere, where nothing is there. */
  severityOn(pair: PolicyOnCluster): Severity | undefined {
    return (
      this.#onCluster.get(pairKeyOf(pair)) ?? {
        severity: this.#severities.get(policyKeyOf(pair)),
      }
    ).severity;
  }

  /** The worst that is said of a policy. */
  severityOf(policy: PolicyName): Severity | undefined {
    return this.#severities.get(policyKeyOf(policy));
  }

  /** Of a policy as a whole. */
  lookOf(policy: PolicyName): Look {
    return this.#look(policy, this.wordsOf(policy));
  }

  lookOn(pair: PolicyOnCluster): Look {
    const place = this.#onCluster.get(pairKeyOf(pair));
    return this.#look(pair, place?.words ?? this.wordsOf(pair));
  }

  /** The controls of results that name some themselves: those, and what a mapping gives to the policy. */
  controlsOf(policy: PolicyName, named: readonly string[]): string[] {
    return [...new Set([...named, ...this.#look(policy, NO_WORDS).controls])];
  }

  #look({ engine, policy }: PolicyName, words: PolicyWords): Look {
    const key = policyKeyOf({ engine, policy });
    const looks = this.#looks.get(words) ?? new Map<string, Look>();
    this.#looks.set(words, looks);
    const known = looks.get(key);
    if (known) return known;
    const standards = new Map<string, ComplianceStandard>();
    const controls = new Set(words.controls);
    const own = standardsOf(words);
    for (const each of own) standards.set(each.id, each);
    // One thing is a unit for all rules of a policy, and so of all that any of them is of.
    const rules = this.#mapping.isByRule({ engine, policy })
      ? words.rules ?? []
      : [];
    for (const rule of [undefined, ...rules]) {
      const mapped = this.#mapping.of({
        engine,
        policy,
        ...(rule === undefined ? {} : { rule }),
      });
      for (const each of mapped.standards) {
        if (!standards.has(each.id)) standards.set(each.id, each);
      }
      for (const each of mapped.controls) controls.add(each);
    }
    const look = {
      standards: [...standards.values()],
      controls: [...controls],
    };
    looks.set(key, look);
    return look;
  }

  #toldSeverity(key: string, severity: Severity | undefined): void {
    const known = this.#severities.get(key);
    if (!this.#severities.has(key) || rankOf(severity) < rankOf(known)) {
      this.#severities.set(key, severity);
    }
  }
}

/** What most say; of what as many say, what comes first by its text. */
function mostSaid(words: ReadonlyMap<PolicyWords, number>): PolicyWords {
  const most = Math.max(...words.values());
  const [first] = [...words]
    .flatMap(([each, count]) =>
      count === most ? [{ each, text: JSON.stringify(each) }] : [],
    )
    .sort((a, b) => (a.text < b.text ? -1 : 1));
  return first.each;
}

function rankOf(severity: Severity | undefined): number {
  return COMPLIANCE_SEVERITIES.indexOf(severity ?? 'unknown');
}

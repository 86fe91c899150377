import { seededRandom } from '../../cost/statistics/random';
import { SEVERITIES } from '../../facts';
import type { ComplianceUnit } from '../units/complianceUnit';
import { COMPLIANCE_RESULTS, type ComplianceResult } from '../units/results';

/** A unit of a policy on a cluster, current, with whatever else is said of it. */
export function unit(
  result: ComplianceResult,
  other: Partial<ComplianceUnit> = {},
): ComplianceUnit {
  return {
    engine: 'kyverno',
    policy: 'require-limits',
    cluster: 'one',
    resource: 'shop/Deployment/cart',
    severity: 'low',
    stale: false,
    ...other,
    result,
  };
}

/** The same for the same seed. */
export class Random {
  /** From 0 up to but not including 1. */
  readonly next: () => number;

  constructor(seed: string) {
    this.next = seededRandom(seed);
  }

  below(most: number): number {
    return Math.floor(this.next() * most);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  of<T>(values: readonly T[]): T {
    return values[this.below(values.length)];
  }

  some<T>(values: readonly T[]): T[] {
    return values.filter(() => this.chance(0.4));
  }
}

/** Any unit, as {@link complianceResultOf} lets it be: what is stale is no pass. */
export function randomUnit(random: Random): ComplianceUnit {
  const severity = random.of([...SEVERITIES, undefined]);
  const stale = random.chance(0.2);
  const result = random.of(
    COMPLIANCE_RESULTS.filter(
      each => !stale || !['pass', 'skip'].includes(each),
    ),
  );
  const owner = random.of(['group:default/a', 'group:default/b', undefined]);
  return {
    engine: random.of(['kyverno', 'gatekeeper']),
    policy: random.of(['p', 'q', 'r']),
    cluster: random.of(['one', 'two', 'three', 'four']),
    resource: `shop/Pod/${random.below(1_000_000)}`,
    result,
    stale,
    ...(severity && { severity }),
    ...(random.chance(0.3) && { count: random.below(20) }),
    ...(owner && { owner }),
    region: random.of(['eu', 'us']),
    controls: random.some(['1.1', '1.2', '2.1']),
    standards: random.some(['cis', 'pss']),
  };
}

/** Runs something with many seeds; the seed is in what fails. */
export function forSeeds(
  seeds: number,
  check: (random: Random, seed: number) => void,
): void {
  for (let seed = 0; seed < seeds; seed += 1) {
    try {
      check(new Random(String(seed)), seed);
    } catch (error) {
      throw new Error(`seed ${seed}: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }
}

export function randomUnits(random: Random, most: number): ComplianceUnit[] {
  return Array.from({ length: random.below(most + 1) }, () =>
    randomUnit(random),
  );
}

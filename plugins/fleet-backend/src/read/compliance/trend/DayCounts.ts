import {
  noCounts,
  type ComplianceCounts,
  type ComplianceResult,
  type ComplianceSeverity,
} from '@fleetview/backstage-plugin-fleet-common';

/** Counts of each of some days, made from what was so from one until another. */
export class DayCounts {
  readonly #days: number;
  /** What a day has more than the day before it, by severity and result. */
  readonly #steps = new Map<string, Float64Array>();

  constructor(days: number) {
    this.#days = days;
  }

  /**
   * @param first - the first of the days, from 0 on
   * @param until - the first after them
   */
  add(options: {
    severity: ComplianceSeverity;
    result: ComplianceResult;
    count: number;
    first: number;
    until: number;
  }): void {
    const { severity, result, count, first, until } = options;
    const key = `${severity} ${result}`;
    const steps = this.#steps.get(key) ?? new Float64Array(this.#days + 1);
    this.#steps.set(key, steps);
    steps[first] += count;
    steps[until] -= count;
  }

  /** The counts of all days, the first day first. */
  counts(): ComplianceCounts[] {
    const counts = Array.from({ length: this.#days }, noCounts);
    for (const [key, steps] of this.#steps) {
      const [severity, result] = key.split(' ') as [
        ComplianceSeverity,
        ComplianceResult,
      ];
      let sum = 0;
      counts.forEach((day, index) => {
        sum += steps[index];
        day[severity][result] = sum;
      });
    }
    return counts;
  }
}

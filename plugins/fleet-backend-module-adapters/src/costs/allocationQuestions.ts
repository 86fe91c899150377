import type { AllocationSettings } from './settings';
import { askedDays, type AskedDay } from './wholeDays';

/** One question about one day. */
export type AllocationQuestion = AskedDay & {
  path: string;
  /** The label that is grouped by; workloads are, where it is absent. */
  label?: string;
};

const WORKLOADS = 'cluster,namespace,controllerKind,controller';

/** As Prometheus has it: what cost tools know of labels comes from there. */
export function promLabel(key: string): string {
  return key.replace(/\W/g, '_');
}

/**
 * What is asked for: each day by itself, so that no two sets can be taken for another,
 * by workload and by each label.
 *
 * @param query - parameters that only one of the tools takes
 */
export function allocationQuestions(
  path: string,
  query: string,
  settings: AllocationSettings,
  askedAt: string,
): AllocationQuestion[] {
  return askedDays(askedAt, settings).flatMap(day => {
    const { window } = day;
    const ask = (aggregate: string) =>
      `${path}?window=${window.start},${window.end}&aggregate=${aggregate}&accumulate=true&${query}`;
    return [
      { ...day, path: ask(WORKLOADS) },
      ...settings.labels.map(label => ({
        ...day,
        path: ask(`cluster,label:${promLabel(label)}`),
        label,
      })),
    ];
  });
}

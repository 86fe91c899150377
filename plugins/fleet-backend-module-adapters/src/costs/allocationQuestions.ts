import type { AllocationSettings } from './settings';
import { type Window, wholeDays } from './wholeDays';

/** One question about one day. */
export type AllocationQuestion = {
  path: string;
  window: Window;
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
  return wholeDays(askedAt, settings.days).flatMap(window => {
    const ask = (aggregate: string) =>
      `${path}?window=${window.start},${window.end}&aggregate=${aggregate}&accumulate=true&${query}`;
    return [
      { path: ask(WORKLOADS), window },
      ...settings.labels.map(label => ({
        path: ask(`cluster,label:${promLabel(label)}`),
        window,
        label,
      })),
    ];
  });
}

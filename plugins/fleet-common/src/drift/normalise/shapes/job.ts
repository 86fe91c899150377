import { type JsonObject, own } from '../../values/json';
import type { Shape } from '../Shape';
import { fallback, LABEL_SELECTOR, METADATA, OFF } from './common';
import { POD_TEMPLATE } from './podTemplate';

/** With a number of runs at once, none in all is a queue of work. */
function completionsOf(beside: JsonObject): number | undefined {
  return own(beside, 'parallelism') === undefined ? 1 : undefined;
}

const JOB_SPEC: Shape = {
  fields: {
    // Before `parallelism`, whose default would hide that it was not written.
    completions: { fallback: completionsOf },
    parallelism: fallback(1),
    backoffLimit: {
      fallback: beside =>
        own(beside, 'backoffLimitPerIndex') === undefined ? 6 : 2147483647,
    },
    completionMode: fallback('NonIndexed'),
    suspend: OFF,
    manualSelector: OFF,
    podReplacementPolicy: {
      fallback: beside =>
        own(beside, 'podFailurePolicy') === undefined
          ? 'TerminatingOrFailed'
          : 'Failed',
    },
    selector: { ...LABEL_SELECTOR, isServerSet: true },
    podFailurePolicy: {
      fields: {
        rules: {
          items: {
            fields: {
              onPodConditions: {
                items: { fields: { status: fallback('True') } },
              },
            },
          },
        },
      },
    },
    template: {
      ...POD_TEMPLATE,
      fields: {
        ...POD_TEMPLATE.fields,
        metadata: {
          ...METADATA,
          fields: {
            ...METADATA.fields,
            labels: {
              isEmptyAbsent: true,
              fields: {
                'controller-uid': { isServerSet: true },
                'job-name': { isServerSet: true },
                'batch.kubernetes.io/controller-uid': { isServerSet: true },
                'batch.kubernetes.io/job-name': { isServerSet: true },
              },
            },
          },
        },
      },
    },
  },
};

/**
 * Kubernetes API reference v1.36, Job batch/v1; defaults by
 * `pkg/apis/batch/v1/defaults.go`.
 */
export const JOB: Shape = { fields: { spec: JOB_SPEC } };

/**
 * Kubernetes API reference v1.36, CronJob batch/v1; defaults by
 * `pkg/apis/batch/v1/defaults.go`. Those of its jobs are filled in once they are made.
 */
export const CRON_JOB: Shape = {
  fields: {
    spec: {
      fields: {
        concurrencyPolicy: fallback('Allow'),
        suspend: OFF,
        successfulJobsHistoryLimit: fallback(3),
        failedJobsHistoryLimit: fallback(1),
        jobTemplate: { fields: { metadata: METADATA, spec: JOB_SPEC } },
      },
    },
  },
};

import type { ReactNode } from 'react';
import type { Workload } from '@fleetview/backstage-plugin-fleet-common';
import { Since, UntrustedText } from '@fleetview/backstage-plugin-fleet-react';
import type { Text } from '../translation';

type Runs = NonNullable<Workload['runs']>;

/** How many runs there are and how they ended, in a few words. */
export function runsText(runs: Runs, t: Text): string {
  const { active = 0, succeeded, failed = 0, completions } = runs;
  return [
    active > 0 && t('workload.runs.active', { count: active }),
    failed > 0 && t('workload.runs.failed', { amount: String(failed) }),
    completions !== undefined &&
      succeeded !== undefined &&
      t('workload.runs.of', {
        done: String(succeeded),
        completions: String(completions),
      }),
    completions === undefined &&
      succeeded !== undefined &&
      t('workload.runs.succeeded', { amount: String(succeeded) }),
  ]
    .filter(Boolean)
    .join(' · ');
}

/**
 * What runs to an end, once or by a schedule.
 */
export function runFields(
  { runs }: Pick<Workload, 'runs'>,
  t: Text,
): { name: string; value: ReactNode }[] {
  if (!runs) return [];
  return [
    { name: t('workload.runs.name'), value: runsText(runs, t) },
    {
      name: t('workload.runs.schedule'),
      value: runs.schedule && (
        <UntrustedText
          text={[runs.schedule, runs.timeZone].filter(Boolean).join(' ')}
        />
      ),
    },
    ...(
      [
        ['lastScheduled', runs.lastScheduledAt],
        ['lastSucceeded', runs.lastSucceededAt],
        ['started', runs.startedAt],
        ['finished', runs.finishedAt],
      ] as const
    ).map(([name, at]) => ({
      name: t(`workload.runs.${name}`),
      value: at && <Since at={at} ago />,
    })),
  ];
}

import type { ReactNode } from 'react';
import type { Workload } from '@fleetview/backstage-plugin-fleet-common';
import {
  Countdown,
  Since,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import type { Text } from '../translation';

/**
 * How far a rollout by steps is, what of the traffic it gets, and why it stands still.
 */
export function strategyFields(
  { strategy }: Pick<Workload, 'strategy'>,
  t: Text,
): { name: string; value: ReactNode }[] {
  if (!strategy) return [];
  const { type, step, steps, desiredWeight, actualWeight } = strategy;
  const name = t(`workload.strategies.${type}`);
  const weights = [
    desiredWeight !== undefined &&
      t('workload.strategy.desired', { weight: String(desiredWeight) }),
    actualWeight !== undefined &&
      t('workload.strategy.actual', { weight: String(actualWeight) }),
  ].filter(Boolean);
  return [
    {
      name: t('workload.strategy.name'),
      value:
        step === undefined || steps === undefined
          ? name
          : t('workload.strategy.stepsDone', {
              strategy: name,
              step: String(step),
              steps: String(steps),
            }),
    },
    {
      name: t('workload.strategy.weights'),
      value: weights.length > 0 && weights.join(', '),
    },
    {
      name: t('workload.strategy.paused'),
      value: strategy.paused && (
        <>
          <Halt since={strategy.pausedAt} reason={strategy.reason} t={t} />
          {strategy.approval === 'manual' &&
            ` · ${t('workload.strategy.untilSomebody')}`}
          {strategy.pausedUntil && (
            <>
              {' · '}
              <Countdown until={strategy.pausedUntil} />
            </>
          )}
        </>
      ),
    },
    {
      name: t('workload.strategy.aborted'),
      value: strategy.aborted && (
        <Halt since={strategy.abortedAt} reason={strategy.reason} t={t} />
      ),
    },
    {
      name: t('workload.strategy.stable'),
      value: strategy.stableRevision && (
        <UntrustedText text={strategy.stableRevision} />
      ),
    },
    {
      name: t('workload.strategy.current'),
      value: strategy.currentRevision &&
        strategy.currentRevision !== strategy.stableRevision && (
          <UntrustedText text={strategy.currentRevision} />
        ),
    },
  ];
}

function Halt(props: { since?: string; reason?: string; t: Text }) {
  const { since, reason, t } = props;
  if (!since && !reason) return <>{t('statements.yes')}</>;
  return (
    <>
      {since && <Since at={since} ago />}
      {since && reason && ' · '}
      {reason && <UntrustedText text={reason} inline />}
    </>
  );
}

import { makeStyles } from '@material-ui/core/styles';
import type { Workload } from '@fleetview/backstage-plugin-fleet-common';
import { UntrustedText } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { runsText } from './runFields';

const useStyles = makeStyles(
  theme => ({ quiet: { color: theme.palette.text.secondary } }),
  { name: 'FleetWorkloadProgress' },
);

/**
 * How far a rollout by steps is, or what runs to an end, beside its state.
 */
export function WorkloadProgress(props: {
  workload: Pick<Workload, 'strategy' | 'runs'>;
}) {
  const { strategy, runs } = props.workload;
  const classes = useStyles();
  const t = useText();
  const hasSteps = strategy?.step !== undefined && strategy.steps !== undefined;
  const weight = strategy?.actualWeight ?? strategy?.desiredWeight;
  const text = [
    strategy?.aborted && t('workload.strategy.aborted').toLocaleLowerCase('en'),
    strategy?.paused && t('workload.strategy.paused').toLocaleLowerCase('en'),
    hasSteps &&
      t('workload.steps', {
        strategy: t(`workload.strategies.${strategy.type}`),
        step: String(strategy.step),
        steps: String(strategy.steps),
      }),
    weight !== undefined && `${weight} %`,
    runs && runsText(runs, t),
    runs?.schedule,
  ].filter(Boolean);
  if (text.length === 0) return null;
  return (
    <>
      {' '}
      <UntrustedText className={classes.quiet} text={text.join(' · ')} />
    </>
  );
}

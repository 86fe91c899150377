import { makeStyles } from '@material-ui/core/styles';
import {
  STATUS_KEYS,
  StatusCount,
  useFleetText,
  type StatusKey,
} from '@fleetview/backstage-plugin-fleet-react';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.25, 1.5),
      fontVariantNumeric: 'tabular-nums',
    },
  }),
  { name: 'FleetStageStates' },
);

/** How many instances of a stage are how; what is stale is nothing else, and never good. */
export function StageStates(props: { states: Record<string, number> }) {
  const classes = useStyles();
  const { t } = useFleetText();
  const counts = Object.entries(props.states)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => ({ key: keyOf(state), count, state }))
    .sort(
      (left, right) =>
        STATUS_KEYS.indexOf(left.key) - STATUS_KEYS.indexOf(right.key),
    );
  if (counts.length === 0) return <span>{t('counts.none')}</span>;
  return (
    <span className={classes.root}>
      {counts.map(({ state, key, count }) => (
        <StatusCount
          key={state}
          status={{ key, stale: state === 'stale' }}
          word={state === 'stale' ? t('stale') : undefined}
          count={count}
        />
      ))}
    </span>
  );
}

/** A newer server may know words that this page does not: no evidence of anything. */
function keyOf(state: string): StatusKey {
  return STATUS_KEYS.find(key => key === state) ?? 'unknown';
}

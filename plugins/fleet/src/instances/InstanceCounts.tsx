import { makeStyles } from '@material-ui/core/styles';
import {
  StatusCount,
  useFleetText,
} from '@fleetview/backstage-plugin-fleet-react';
import type { InstanceCount } from './countsOfInstances';

const useStyles = makeStyles(
  { root: { display: 'inline-flex', gap: 10, fontWeight: 400 } },
  { name: 'FleetInstanceCounts' },
);

/** How many instances are in which state, most urgent first. */
export function InstanceCounts(props: { counts: readonly InstanceCount[] }) {
  const classes = useStyles();
  const { t, statusText, memberText } = useFleetText();
  return (
    <span className={classes.root}>
      {props.counts.map(({ status, member, count }) => {
        const word = member ? memberText(member) : statusText(status.key);
        return (
          <StatusCount
            key={`${word} ${status.key} ${status.stale}`}
            status={status}
            word={status.stale ? `${word}, ${t('stale')}` : word}
            count={count}
            size={12}
          />
        );
      })}
    </span>
  );
}

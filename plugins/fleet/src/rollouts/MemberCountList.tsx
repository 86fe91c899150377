import { makeStyles } from '@material-ui/core/styles';
import type { RolloutSummary } from '@fleetview/backstage-plugin-fleet-common';
import {
  partsOfMembers,
  StatusCount,
  useFleetText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

const useStyles = makeStyles(
  { root: { display: 'inline-flex', gap: 9 } },
  { name: 'FleetMemberCountList' },
);

/** The clusters of a release by state, most urgent first. */
export function MemberCountList(props: { counts: RolloutSummary['counts'] }) {
  const classes = useStyles();
  const t = useText();
  const { memberText } = useFleetText();
  const parts = partsOfMembers(props.counts, memberText);
  if (parts.length === 0) return <>{t('none')}</>;
  return (
    <span className={classes.root}>
      {parts.map(({ status, word, count }) => (
        <StatusCount key={word} status={status} word={word} count={count} />
      ))}
    </span>
  );
}

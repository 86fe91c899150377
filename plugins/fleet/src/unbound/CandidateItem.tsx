import { makeStyles } from '@material-ui/core/styles';
import type { UnboundItem } from '@fleetview/backstage-plugin-fleet-common';
import { UntrustedText } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { ProposalItem } from './ProposalItem';

const useStyles = makeStyles(
  theme => ({
    root: { textAlign: 'left' },
    quiet: { color: theme.palette.text.secondary, fontSize: 13 },
  }),
  { name: 'FleetCandidateItem' },
);

/**
 * Something that may belong to a component, with what it takes.
 */
export function CandidateItem(props: { item: UnboundItem }) {
  const { kind, name, place, clusters, problem, proposals } = props.item;
  const classes = useStyles();
  const t = useText();
  return (
    <div className={classes.root}>
      <div>
        {kind} <UntrustedText text={name} />{' '}
        <span className={classes.quiet}>
          {[
            place,
            t('unbound.clusters', { count: clusters }),
            t(`unbound.problems.${problem}`),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      {proposals.map(proposal => (
        <ProposalItem key={proposal.entityRef} proposal={proposal} />
      ))}
    </div>
  );
}

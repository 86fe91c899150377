import type { ReactNode } from 'react';
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { useTemplateLink, type FleetTemplate } from './useTemplateLink';

const useStyles = makeStyles(
  theme => ({ root: { marginTop: theme.spacing(1.5), fontSize: 13 } }),
  { name: 'FleetPullRequestLink' },
);

/**
 * Leads to a template that opens a pull request. Nothing where the portal has no
 * scaffolder.
 */
export function PullRequestLink(props: {
  template: FleetTemplate;
  /** What the form is filled in with. */
  values: Record<string, unknown>;
  children: ReactNode;
}) {
  const { template, values, children } = props;
  const classes = useStyles();
  const to = useTemplateLink()(template, values);
  return to ? (
    <div className={classes.root}>
      <Link to={to}>{children}</Link>
    </div>
  ) : null;
}

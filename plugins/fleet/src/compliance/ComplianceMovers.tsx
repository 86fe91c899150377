import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { FleetCompliance } from '@fleetview/backstage-plugin-fleet-common';
import {
  entityName,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { useText } from '../translation';

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, padding: 0, listStyle: 'none' },
    item: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0, 1.5),
      padding: theme.spacing(0.75, 0),
      borderBottom: `1px solid ${theme.palette.divider}`,
      fontVariantNumeric: 'tabular-nums',
    },
    name: { fontWeight: 600, overflowWrap: 'anywhere' },
    quiet: { color: theme.palette.text.secondary },
    gain: { marginLeft: 'auto', whiteSpace: 'nowrap' },
  }),
  { name: 'FleetComplianceMovers' },
);

/** What a score loses points by that can be repaired. */
const LOST = ['fail', 'error', 'warn'] as const;

/** The policies that would move the score most, each with whoever can do something about it. */
export function ComplianceMovers(props: {
  movers: FleetCompliance['movers'];
  policies: FleetCompliance['policies'];
}) {
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  // Also errors and warnings cost points, and may be all that does.
  const lost = (mover: FleetCompliance['movers'][number]) => {
    const counts = props.policies.find(
      ({ engine, policy }) =>
        engine === mover.engine && policy === mover.policy,
    )?.counts;
    return LOST.flatMap(result => {
      const count = counts?.[result] ?? 0;
      return count > 0
        ? [
            t('compliance.lost', {
              amount: count.toLocaleString('en'),
              result: t(`findings.results.${result}`),
            }),
          ]
        : [];
    });
  };
  return (
    <ul className={classes.list}>
      {props.movers.map(mover => {
        const { engine, policy, title, severity, owner } = mover;
        const to = owner && links.entity(owner);
        return (
          <li key={`${engine} ${policy}`} className={classes.item}>
            <UntrustedText className={classes.name} text={title ?? policy} />
            <span className={classes.quiet}>
              {[
                severity && t(`findings.severities.${severity}`),
                ...lost(mover),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {owner &&
              (to ? (
                <Link to={to}>{entityName(owner)}</Link>
              ) : (
                <span>{entityName(owner)}</span>
              ))}
            <span className={classes.gain}>
              {t('compliance.gain', {
                points: mover.gain.toLocaleString('en', {
                  maximumFractionDigits: 1,
                }),
              })}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

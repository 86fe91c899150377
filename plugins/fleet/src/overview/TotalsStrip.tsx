import type { ReactNode } from 'react';
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import {
  HEADLINE_DRIFT_CLASSES,
  type ClusterTotals,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  reachabilityCounts,
  StateCounts,
  StatusCount,
  useDriftTotals,
  useFleetText,
  useUnbound,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { useText } from '../translation';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      columnGap: theme.spacing(5),
      rowGap: theme.spacing(1.5),
      margin: theme.spacing(3.5, 0, 0),
      padding: 0,
    },
    total: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      columnGap: theme.spacing(1.5),
      rowGap: 2,
    },
    number: {
      display: 'inline-flex',
      alignItems: 'baseline',
      gap: 6,
      color: theme.palette.text.primary,
      fontVariantNumeric: 'tabular-nums',
      '& strong': { fontSize: 20, fontWeight: 600, lineHeight: '26px' },
    },
    name: { color: theme.palette.text.secondary },
    reachability: {
      display: 'inline-flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.25, 1.5),
    },
  }),
  { name: 'FleetTotalsStrip' },
);

/**
 * The fleet in numbers; each leads to exactly the clusters behind it.
 */
export function TotalsStrip(props: { totals: ClusterTotals }) {
  const { totals } = props;
  const classes = useStyles();
  const t = useText();
  const { statusText } = useFleetText();
  const links = useFleetLinks();
  return (
    <div
      className={classes.root}
      role="group"
      aria-label={t('overview.totals')}
    >
      <Total
        value={totals.clusters}
        name={t('overview.clusters')}
        to={links.clusters()}
      >
        <span className={classes.reachability}>
          {reachabilityCounts(totals).map(({ state, status, count }) => (
            <StatusCount
              key={state}
              status={{ key: status, stale: false }}
              word={
                state === 'reachable'
                  ? t('filters.reachable')
                  : statusText(status)
              }
              count={count}
              to={links.clusters({ reachability: [state] })}
            />
          ))}
        </span>
      </Total>
      <Total
        value={totals.instances.total}
        name={t('overview.instances')}
        to={links.clusters()}
      >
        <StateCounts
          counts={totals.instances}
          to={state => links.clusters({ instances: [state] })}
        />
      </Total>
      <Total
        value={totals.deliveries.total}
        name={t('overview.deliveries')}
        to={links.clusters()}
      >
        <StateCounts
          counts={totals.deliveries}
          to={state => links.clusters({ deliveries: [state] })}
        />
      </Total>
      <Total
        value={totals.deliveries.outOfSync}
        name={t('overview.drift')}
        to={links.clusters({ deliveries: ['out-of-sync'] })}
      >
        <NeedSomebody />
      </Total>
      <NotMapped />
    </div>
  );
}

/**
 * Of what is out of sync the resources that somebody has to look at. Nothing where it is not
 * known, or there are none.
 */
function NeedSomebody() {
  const t = useText();
  const links = useFleetLinks();
  const sight = useDriftTotals({});
  const count = sight.kind === 'ready' ? sight.data.totals.headline : 0;
  return count > 0 ? (
    <StatusCount
      status={{ key: 'stuck', stale: false }}
      word={t('drift.needSomebody')}
      count={count}
      to={links.drift({ class: [...HEADLINE_DRIFT_CLASSES] })}
    />
  ) : null;
}

/** Nothing where nobody may know, or where all is mapped. */
function NotMapped() {
  const t = useText();
  const links = useFleetLinks();
  const { sight } = useUnbound({ limit: 1 });
  const total = sight.kind === 'ready' ? sight.data[0].totals.total : 0;
  return total > 0 ? (
    <Total value={total} name={t('unbound.overview')} to={links.unbound()} />
  ) : null;
}

function Total(props: {
  value: number;
  name: string;
  to?: string;
  children?: ReactNode;
}) {
  const classes = useStyles();
  const number = (
    <>
      <strong>{props.value.toLocaleString('en')}</strong>
      <span className={classes.name}>{props.name}</span>
    </>
  );
  return (
    <div className={classes.total}>
      {props.to ? (
        <Link to={props.to} className={classes.number} underline="hover">
          {number}
        </Link>
      ) : (
        <span className={classes.number}>{number}</span>
      )}
      {props.children}
    </div>
  );
}

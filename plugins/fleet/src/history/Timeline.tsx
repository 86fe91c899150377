import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Transition } from '@fleetview/backstage-plugin-fleet-common';
import {
  EmptyView,
  entityName,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { useText } from '../translation';
import { ByWhat } from './ByWhat';
import { Change } from './Change';
import { daysOf } from './daysOf';
import { When } from './When';

const useStyles = makeStyles(
  theme => ({
    day: {
      margin: theme.spacing(2, 0, 1),
      fontSize: '0.875rem',
      fontWeight: 500,
    },
    list: {
      listStyle: 'none',
      margin: 0,
      padding: 0,
      borderLeft: `2px solid ${theme.palette.divider}`,
    },
    entry: {
      display: 'grid',
      gridTemplateColumns: 'minmax(104px, 168px) minmax(0, 1fr)',
      overflowWrap: 'anywhere',
      columnGap: theme.spacing(2),
      padding: theme.spacing(0.75, 0, 0.75, 2),
      position: 'relative',
      fontSize: '0.875rem',
      '&::before': {
        content: '""',
        position: 'absolute',
        left: -5,
        top: 14,
        width: 8,
        height: 8,
        borderRadius: '50%',
        backgroundColor: theme.palette.text.secondary,
      },
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: 'minmax(0, 1fr)',
      },
    },
    // Nobody saw when: a line is open where a point would claim a moment.
    interval: {
      '&::before': {
        backgroundColor: theme.palette.background.paper,
        border: `2px solid ${theme.palette.text.secondary}`,
        width: 4,
      },
    },
    when: {
      color: theme.palette.text.secondary,
      fontVariantNumeric: 'tabular-nums',
    },
    what: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: 8,
      minWidth: 0,
      '& > *': { minWidth: 0, maxWidth: '100%' },
    },
    more: { color: theme.palette.text.secondary, width: '100%' },
  }),
  { name: 'FleetTimeline' },
);

/**
 * What changed, by day, newest first. Drawn from what it is given: it reads
 * nothing itself.
 */
export function Timeline(props: {
  transitions: readonly Transition[];
  /** Whether it is of several clusters, so that each says where it was. */
  withCluster?: boolean;
  /** Whether it is of several things, so that each says what it was. */
  withName?: boolean;
  /** Absent where there is nothing before. */
  loadMore?: () => void;
  isLoadingMore?: boolean;
  /** An IANA zone; the browser's where it is left out. */
  zone?: string;
}) {
  const classes = useStyles();
  const t = useText();
  const days = daysOf(props.transitions, props.zone);
  if (days.length === 0) {
    return (
      <EmptyView title={t('history.timeline.emptyTitle')}>
        {t('history.timeline.emptyText')}
      </EmptyView>
    );
  }
  return (
    <section aria-label={t('history.timeline.label')}>
      {days.map(day => (
        <div key={day.key}>
          <Typography component="h4" className={classes.day}>
            {day.text}
          </Typography>
          <ol className={classes.list}>
            {day.transitions.map(transition => (
              <Entry
                key={transition.id}
                transition={transition}
                withCluster={props.withCluster}
                withName={props.withName}
              />
            ))}
          </ol>
        </div>
      ))}
      {props.loadMore && (
        <Button
          size="small"
          onClick={props.loadMore}
          disabled={props.isLoadingMore}
        >
          {t('history.timeline.more')}
        </Button>
      )}
    </section>
  );
}

function Entry(props: {
  transition: Transition;
  withCluster?: boolean;
  withName?: boolean;
}) {
  const { transition, withCluster, withName } = props;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const isInterval = transition.notBefore !== undefined;
  return (
    <li
      className={
        isInterval ? `${classes.entry} ${classes.interval}` : classes.entry
      }
    >
      <span className={classes.when}>
        <When transition={transition} />
      </span>
      <span className={classes.what}>
        {withCluster && (
          <Link to={links.cluster(transition.cluster.id)}>
            {transition.cluster.name}
          </Link>
        )}
        {withName && <UntrustedText text={entityName(transition.name)} />}
        <span className={classes.when}>
          {t(`history.fields.${transition.field}`)}
        </span>
        <Change transition={transition} />
        <span className={classes.when}>
          <ByWhat transition={transition} />
        </span>
        {transition.reason && (
          <span className={classes.more}>
            <UntrustedText text={transition.reason} />
          </span>
        )}
      </span>
    </li>
  );
}

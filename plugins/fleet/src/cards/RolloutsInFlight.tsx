import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import {
  fleetInstanceReadPermission,
  type RolloutPage,
  type RolloutSummary,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  CoverageBar,
  EmptyView,
  entityName,
  LoadingView,
  SightView,
  Since,
  UntrustedText,
  useRollouts,
} from '@fleetview/backstage-plugin-fleet-react';
import { MemberCountList } from '../rollouts/MemberCountList';
import { RolloutVersion } from '../rollouts/RolloutVersion';
import { useFleetLinks } from '../routing';
import { useText } from '../translation';

const SHOWN = 8;
/** References that one question may name. */
const MOST_OWNERS = 50;

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, padding: 0, listStyle: 'none' },
    line: {
      display: 'grid',
      gridTemplateColumns: 'minmax(96px, 1.2fr) minmax(0, 1fr) auto auto 56px',
      columnGap: theme.spacing(1.5),
      alignItems: 'center',
      minHeight: 32,
      fontSize: 13,
      fontVariantNumeric: 'tabular-nums',
      [theme.breakpoints.down('xs')]: {
        // Its name and since when, and below that how far what has come.
        display: 'flex',
        flexWrap: 'wrap',
        padding: theme.spacing(0.5, 0),
        '& > *': { order: 3 },
        '& > :first-child': { order: 1, flex: '1 1 calc(100% - 96px)' },
        '& > :last-child': { order: 2 },
        '& > :nth-child(2)': { flex: '1 1 auto' },
      },
    },
    name: { minWidth: 0, fontSize: 14 },
    right: { textAlign: 'right' },
    quiet: { color: theme.palette.text.secondary, fontSize: 13 },
  }),
  { name: 'FleetRolloutsInFlight' },
);

/**
 * The releases on their way of what some owners own, in a card.
 */
export function RolloutsInFlight(props: {
  owners: readonly string[];
  /** Who that is, in words. */
  whom: string;
}) {
  const { sight } = useRollouts({
    owner: props.owners.slice(0, MOST_OWNERS),
    lifeCycle: ['running', 'paused'],
    limit: SHOWN + 1,
  });
  return (
    <SightView
      sight={sight}
      permission={fleetInstanceReadPermission.name}
      loading={<LoadingView rows={3} />}
    >
      {([page]) => <Found page={page} whom={props.whom} />}
    </SightView>
  );
}

function Found(props: { page: RolloutPage; whom: string }) {
  const { items, coverage, hidden, limited, nextCursor } = props.page;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const more = items.length - SHOWN;
  return (
    <>
      <CoverageBar
        coverage={coverage}
        hidden={hidden}
        limited={limited}
        clusterTo={id => links.cluster(id, { tab: 'systems' })}
      />
      {items.length === 0 && <Nothing page={props.page} whom={props.whom} />}
      <ul className={classes.list} aria-label={t('owned.label')}>
        {items.slice(0, SHOWN).map(rollout => (
          <Line key={rollout.id} rollout={rollout} />
        ))}
      </ul>
      {(more > 0 || nextCursor) && (
        <div className={classes.quiet}>{t('rolloutsCard.moreThere')}</div>
      )}
    </>
  );
}

/** That nothing is there says something only where everything was read. */
function Nothing(props: { page: RolloutPage; whom: string }) {
  const { coverage, limited } = props.page;
  const t = useText();
  if (limited) {
    return (
      <EmptyView title={t('owned.limitedTitle')}>
        {t('owned.limitedText')}
      </EmptyView>
    );
  }
  if (coverage.gapsTotal > 0) {
    return (
      <EmptyView title={t('owned.unreadTitle')}>
        {t('owned.unreadText')}
      </EmptyView>
    );
  }
  return (
    <EmptyView title={t('rolloutsCard.emptyTitle')}>
      {t('rolloutsCard.emptyText', { whom: props.whom })}
    </EmptyView>
  );
}

function Line(props: { rollout: RolloutSummary }) {
  const { rollout } = props;
  const { entityRef, title, done, members, counts } = rollout;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const to = links.component(entityRef);
  const name = <UntrustedText text={title ?? entityName(entityRef)} />;
  return (
    <li className={classes.line}>
      <span className={classes.name}>
        {to ? <Link to={to}>{name}</Link> : name}
      </span>
      <RolloutVersion rollout={rollout} />
      <span className={classes.right}>
        {t('owned.done', {
          done: done.toLocaleString('en'),
          members: members.toLocaleString('en'),
        })}
      </span>
      <MemberCountList counts={counts} />
      <span className={`${classes.quiet} ${classes.right}`}>
        <Since at={rollout.beganAt} isLowerBound={rollout.beganIsLowerBound} />
      </span>
    </li>
  );
}

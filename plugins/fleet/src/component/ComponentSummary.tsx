import { makeStyles } from '@material-ui/core/styles';
import type { ComponentFleet } from '@fleetview/backstage-plugin-fleet-common';
import {
  LiveIndicator,
  shortVersion,
  StateCounts,
  StatusCount,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

const VERSIONS_SHOWN = 4;

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      columnGap: theme.spacing(3),
      rowGap: 6,
      marginBottom: theme.spacing(1),
      fontVariantNumeric: 'tabular-nums',
    },
    lead: { fontSize: 17, fontWeight: 600, lineHeight: '24px' },
    quiet: { color: theme.palette.text.secondary },
    live: { marginLeft: 'auto' },
  }),
  { name: 'FleetComponentSummary' },
);

/**
 * The versions of a component that run, the most widespread first.
 */
export function runningVersions(
  component: Pick<ComponentFleet, 'instances'>,
): { version: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { version } of component.instances) {
    const running = version.actual ?? version.desired;
    if (running) counts.set(running, (counts.get(running) ?? 0) + 1);
  }
  return [...counts]
    .map(([version, count]) => ({ version, count }))
    .sort(
      (left, right) =>
        right.count - left.count ||
        right.version.localeCompare(left.version, 'en', { numeric: true }),
    );
}

/**
 * A component over the fleet in one line.
 */
export function ComponentSummary(props: { component: ComponentFleet }) {
  const { component } = props;
  const classes = useStyles();
  const t = useText();
  // Of a part of them a count of versions would say something else.
  const versions = component.nextCursor ? [] : runningVersions(component);
  const shown = versions.slice(0, VERSIONS_SHOWN);
  return (
    <div className={classes.root}>
      <span className={classes.lead}>
        {t('component.summary', { count: component.clusters })}
      </span>
      <StateCounts counts={component.totals} />
      {component.totals.outOfSync > 0 && (
        <StatusCount
          status={{ key: 'out-of-sync', stale: false }}
          count={component.totals.outOfSync}
        />
      )}
      {shown.length > 0 && (
        <span>
          {shown.map(({ version, count }, index) => (
            <span key={version} title={version}>
              {index > 0 && <span className={classes.quiet}> · </span>}
              {shortVersion(version)}{' '}
              <span className={classes.quiet}>×{count}</span>
            </span>
          ))}
          {versions.length > shown.length && (
            <span className={classes.quiet}>
              {' '}
              · +{versions.length - shown.length}
            </span>
          )}
        </span>
      )}
      <span className={classes.live}>
        <LiveIndicator />
      </span>
    </div>
  );
}

import { makeStyles } from '@material-ui/core/styles';
import {
  fleetAllocationReadPermission,
  type CostOfRelease,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  EmptyView,
  shortVersion,
  SightView,
  UntrustedText,
  useReleaseCosts,
} from '@fleetview/backstage-plugin-fleet-react';
import { dayText } from '../../charts';
import { Section } from '../../shared';
import { useText } from '../../translation';
import { basisText, effectText } from './releaseText';

const useStyles = makeStyles(
  theme => ({
    scroll: { overflowX: 'auto' },
    table: {
      width: '100%',
      borderCollapse: 'collapse',
      fontSize: 13,
      fontVariantNumeric: 'tabular-nums',
      '& th, & td': {
        padding: theme.spacing(0.75, 2, 0.75, 0),
        textAlign: 'left',
        verticalAlign: 'top',
        borderBottom: `1px solid ${theme.palette.divider}`,
      },
      '& th': { fontWeight: 500, color: theme.palette.text.secondary },
    },
    quiet: { color: theme.palette.text.secondary, fontSize: 13 },
    two: { display: 'block' },
  }),
  { name: 'FleetReleaseCostSection' },
);

/** What each release of a component cost more, or less, than what ran before. */
export function ReleaseCostSection(props: { component: string }) {
  const t = useText();
  const sight = useReleaseCosts(props.component);
  return (
    <Section
      title={t('cost.releases.title')}
      note={sight.kind === 'ready' ? t('cost.releases.basis') : undefined}
    >
      <SightView sight={sight} permission={fleetAllocationReadPermission.name}>
        {({ releases }) =>
          releases.length === 0 ? (
            <EmptyView title={t('cost.releases.emptyTitle')}>
              {t('cost.releases.emptyText')}
            </EmptyView>
          ) : (
            <Releases releases={releases} />
          )
        }
      </SightView>
    </Section>
  );
}

function Releases(props: { releases: readonly CostOfRelease[] }) {
  const classes = useStyles();
  const t = useText();
  return (
    <>
      <div className={classes.scroll}>
        <table className={classes.table} aria-label={t('cost.releases.label')}>
          <thead>
            <tr>
              <th scope="col">{t('cost.releases.columns.release')}</th>
              <th scope="col">{t('cost.releases.columns.effect')}</th>
              <th scope="col">{t('cost.releases.columns.perReplica')}</th>
              <th scope="col">{t('cost.releases.regions')}</th>
              <th scope="col">{t('cost.releases.columns.basis')}</th>
            </tr>
          </thead>
          <tbody>
            {props.releases.map(release => (
              <ReleaseRow
                key={`${release.rolloutId} ${release.money}`}
                release={release}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p className={classes.quiet}>{t('cost.releases.assumed')}</p>
    </>
  );
}

function ReleaseRow(props: { release: CostOfRelease }) {
  const { release } = props;
  const { version, money, sum, regions, beganAt } = release;
  const classes = useStyles();
  const t = useText();
  const quiet = `${classes.two} ${classes.quiet}`;
  return (
    <tr>
      <td>
        <span className={classes.two} title={version}>
          {version === undefined ? (
            t('cost.releases.nameless')
          ) : (
            <UntrustedText text={shortVersion(version)} inline />
          )}
        </span>
        <span className={quiet}>
          {t('cost.releases.since', { day: dayText(beganAt.slice(0, 10)) })}
        </span>
      </td>
      <td>{effectText(sum.total, money, t)}</td>
      <td>
        {sum.perReplica
          ? effectText(sum.perReplica, money, t)
          : sum.total && t('cost.releases.noReplicas')}
      </td>
      <td>
        {regions.map(({ group = '', total }) => (
          <UntrustedText
            key={group}
            className={classes.two}
            text={t('cost.releases.region', {
              region: group || t('cost.releases.noRegion'),
              effect: effectText(total, money, t),
            })}
          />
        ))}
      </td>
      <td className={classes.quiet}>{basisText(release, t)}</td>
    </tr>
  );
}

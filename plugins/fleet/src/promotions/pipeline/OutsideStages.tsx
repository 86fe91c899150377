import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { Pipeline } from '@fleetview/backstage-plugin-fleet-common';
import { UntrustedText } from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../../routing';
import { useText } from '../../translation';

const useStyles = makeStyles(
  theme => ({
    root: { marginTop: theme.spacing(1), fontSize: 13 },
    title: { margin: 0, fontSize: 13, fontWeight: 600 },
    list: { margin: theme.spacing(0.25, 0), paddingLeft: 20 },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetOutsideStages' },
);

/** Clusters to which nothing is promoted, and why. */
export function OutsideStages(props: { pipeline: Pipeline }) {
  const { unplaced, ambiguous, stages } = props.pipeline;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  if (stages.length === 0 || unplaced.length + ambiguous.length === 0) {
    return null;
  }
  return (
    <section className={classes.root} aria-label={t('promotions.outside')}>
      <h3 className={classes.title}>{t('promotions.outside')}</h3>
      <span className={classes.quiet}>{t('promotions.outsideText')}</span>
      <ul className={classes.list}>
        {unplaced.map(({ cluster, because, stage = '' }) => (
          <li key={cluster.id}>
            <Link to={links.cluster(cluster.id)}>
              <UntrustedText text={cluster.name} inline />
            </Link>{' '}
            <span className={classes.quiet}>
              {t(`promotions.unplaced.${because}`, { stage })}
            </span>
          </li>
        ))}
        {ambiguous.map(({ cluster, places }) => (
          <li key={cluster.id}>
            <Link to={links.cluster(cluster.id)}>
              <UntrustedText text={cluster.name} inline />
            </Link>{' '}
            <span className={classes.quiet}>
              {t('promotions.ambiguous', { places: places.join(', ') })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

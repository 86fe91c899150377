import { Link } from '@backstage/core-components';
import { useSearchParams } from 'react-router-dom';
import { makeStyles } from '@material-ui/core/styles';
import type { FleetDriftEpisode } from '@fleetview/backstage-plugin-fleet-common';
import { Since, UntrustedText } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { DriftClassMark } from '../DriftClassMark';
import { pathWords } from '../driftWords';
import { DetailSection } from './DetailSection';
import { useEndWords } from './useEndWords';

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, padding: 0, listStyle: 'none', fontSize: 13 },
    item: { marginBottom: theme.spacing(1) },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetEarlierEpisodes' },
);

/** What drifted at the same resource before. */
export function EarlierEpisodes(props: {
  earlier: readonly FleetDriftEpisode[];
}) {
  const { earlier } = props;
  const classes = useStyles();
  const t = useText();
  const [search] = useSearchParams();
  const endWords = useEndWords();
  const to = (id: string) => {
    const next = new URLSearchParams(search);
    next.set('episode', id);
    return `?${next}`;
  };
  return (
    <DetailSection title={t('drift.earlier.title')}>
      {earlier.length === 0 ? (
        <div className={classes.quiet}>{t('drift.earlier.none')}</div>
      ) : (
        <ul className={classes.list}>
          {earlier.map(episode => (
            <li key={episode.id} className={classes.item}>
              <DriftClassMark driftClass={episode.class} />{' '}
              <Link to={to(episode.id)}>
                <UntrustedText text={pathWords(episode, t)} inline />
              </Link>
              <div className={classes.quiet}>
                <Since at={episode.firstObservedAt} ago />
                {episode.ended && `, ${endWords(episode.ended)}`}
              </div>
            </li>
          ))}
        </ul>
      )}
    </DetailSection>
  );
}

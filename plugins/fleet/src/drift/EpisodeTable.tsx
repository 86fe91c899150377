import { useMemo } from 'react';
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { FleetDriftEpisode } from '@fleetview/backstage-plugin-fleet-common';
import {
  EntityLink,
  FleetTable,
  UntrustedText,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { useText } from '../translation';
import { DriftAgeText } from './DriftAgeText';
import { DriftClassMark } from './DriftClassMark';
import { pathWords, resourceWords } from './driftWords';

const useStyles = makeStyles(
  theme => ({ quiet: { color: theme.palette.text.secondary } }),
  { name: 'FleetEpisodeTable' },
);

/** Episodes of drift, in a row each. */
export function EpisodeTable(props: {
  episodes: FleetDriftEpisode[];
  openId?: string;
  onOpen: (id: string) => void;
  orderKey?: string;
  /** What all of them have, and no column says. */
  without?: 'cluster' | 'component';
  loadMore?: () => void;
  isLoadingMore?: boolean;
}) {
  const { without, onOpen } = props;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const columns = useMemo<FleetColumn<FleetDriftEpisode>[]>(() => {
    const all: FleetColumn<FleetDriftEpisode>[] = [
      {
        id: 'class',
        title: t('drift.columns.class'),
        width: 176,
        narrowWidth: 120,
        changeKey: episode => `${episode.class} ${!!episode.unconfirmed}`,
        render: episode => (
          <DriftClassMark
            driftClass={episode.class}
            isUnconfirmed={episode.unconfirmed !== undefined}
            isIgnored={episode.ignored !== undefined}
          />
        ),
      },
      {
        id: 'what',
        title: t('drift.columns.what'),
        width: '20%',
        narrowWidth: 170,
        render: ({ resource }) => (
          <UntrustedText text={resourceWords(resource)} />
        ),
      },
      {
        id: 'where',
        title: t('drift.columns.where'),
        hideBelow: 1000,
        render: episode => (
          <UntrustedText
            className={classes.quiet}
            text={pathWords(episode, t)}
          />
        ),
      },
      {
        id: 'cluster',
        title: t('drift.columns.cluster'),
        width: 132,
        narrowWidth: 112,
        render: ({ cluster }) => (
          <Link to={links.cluster(cluster.id, { tab: 'drift' })}>
            <UntrustedText text={cluster.name} />
          </Link>
        ),
      },
      {
        id: 'component',
        title: t('drift.columns.component'),
        width: 128,
        hideBelow: 800,
        render: ({ entityRef }) =>
          entityRef ? <EntityLink entity={entityRef} /> : t('none'),
      },
      {
        id: 'owner',
        title: t('drift.columns.owner'),
        width: 120,
        hideBelow: 1200,
        render: ({ owner }) =>
          owner ? <EntityLink entity={owner} /> : t('none'),
      },
      {
        id: 'author',
        title: t('drift.columns.author'),
        width: 140,
        hideBelow: 1000,
        render: ({ author }) => (
          <UntrustedText text={author?.manager ?? t('none')} />
        ),
      },
      {
        id: 'age',
        title: t('drift.columns.age'),
        width: 116,
        align: 'right',
        render: episode => <DriftAgeText episode={episode} />,
      },
    ];
    return all.filter(({ id }) => id !== without);
  }, [classes, links, t, without]);
  return (
    <FleetTable
      label={t('drift.label')}
      columns={columns}
      rows={props.episodes}
      rowId={({ id }) => id}
      isStale={({ unconfirmed }) => unconfirmed !== undefined}
      orderKey={props.orderKey}
      onOpen={({ id }) => onOpen(id)}
      openId={props.openId}
      loadMore={props.loadMore}
      isLoadingMore={props.isLoadingMore}
    />
  );
}

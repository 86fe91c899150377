import { useMemo } from 'react';
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import {
  EntityLink,
  Since,
  UntrustedText,
  type DriftLine,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { useText, type Text } from '../translation';
import { DriftAgeText } from './DriftAgeText';
import { DriftClassMark } from './DriftClassMark';
import { ExpandButton } from './ExpandButton';
import { withWord } from './driftFilters';
import { pathWords, resourceWords } from './driftWords';
import type { PlaceNote, SameRow } from './sameRows';

const useStyles = makeStyles(
  theme => ({
    first: { display: 'flex', alignItems: 'center', gap: 4, minWidth: 0 },
    place: { paddingLeft: theme.spacing(3.5) },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetSameColumns' },
);

/** The columns of the table of what differs in the same way. */
export function useSameColumns(options: {
  expanded: string | undefined;
  toggle: (id: string) => void;
  /** Whether all that is listed still drifts. */
  isOpen: boolean;
  search: URLSearchParams;
}): FleetColumn<SameRow>[] {
  const { expanded, toggle, isOpen, search } = options;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  return useMemo(
    () => [
      {
        id: 'class',
        title: t('drift.columns.class'),
        width: 196,
        narrowWidth: 116,
        render: row => {
          if (row.kind === 'note') return null;
          if (row.kind === 'place') {
            const { class: driftClass, unconfirmed, ignored } = row.episode;
            return (
              <div className={classes.place}>
                <DriftClassMark
                  driftClass={driftClass}
                  isUnconfirmed={unconfirmed !== undefined}
                  isIgnored={ignored !== undefined}
                />
              </div>
            );
          }
          const { example, episodes, unconfirmed } = row.line;
          return (
            <div className={classes.first}>
              <ExpandButton
                isOpen={row.id === expanded}
                of={example ? resourceWords(example.resource) : row.line.key}
                onClick={() => toggle(row.id)}
              />
              {example && (
                <DriftClassMark
                  driftClass={example.class}
                  isUnconfirmed={unconfirmed > 0 && unconfirmed === episodes}
                />
              )}
            </div>
          );
        },
      },
      {
        id: 'what',
        title: t('drift.columns.what'),
        width: '17%',
        narrowWidth: 150,
        render: row => {
          if (row.kind === 'note') {
            return <Note note={row.note} search={search} />;
          }
          if (row.kind === 'place') {
            const { entityRef } = row.episode;
            return entityRef ? <EntityLink entity={entityRef} /> : t('none');
          }
          const { example, key } = row.line;
          return (
            <UntrustedText
              text={example ? resourceWords(example.resource) : key}
            />
          );
        },
      },
      {
        id: 'where',
        title: t('drift.columns.where'),
        hideBelow: 1000,
        render: row => {
          if (row.kind !== 'line' || !row.line.example) return null;
          return (
            <UntrustedText
              className={classes.quiet}
              text={pathWords(row.line.example, t)}
            />
          );
        },
      },
      {
        id: 'clusters',
        title: t('drift.columns.clusters'),
        width: '14%',
        narrowWidth: 130,
        render: row => {
          if (row.kind === 'note') return null;
          if (row.kind === 'place') {
            const { cluster } = row.episode;
            return (
              <Link to={links.cluster(cluster.id, { tab: 'drift' })}>
                <UntrustedText text={cluster.name} />
              </Link>
            );
          }
          return <UntrustedText text={clusterWords(row.line, t)} />;
        },
      },
      {
        id: 'owners',
        title: t('drift.columns.owners'),
        width: 104,
        hideBelow: 800,
        render: row => {
          if (row.kind === 'note') return null;
          if (row.kind === 'place') {
            const { owner } = row.episode;
            return owner ? <EntityLink entity={owner} /> : t('none');
          }
          return <Owners line={row.line} />;
        },
      },
      {
        id: 'author',
        title: t('drift.columns.author'),
        width: 120,
        hideBelow: 1200,
        render: row => {
          if (row.kind === 'note') return null;
          const { author } =
            row.kind === 'place' ? row.episode : row.line.example ?? {};
          return <UntrustedText text={author?.manager ?? t('none')} />;
        },
      },
      {
        id: 'unconfirmed',
        title: t('drift.columns.unconfirmed'),
        width: 88,
        align: 'right',
        hideBelow: 1600,
        render: row =>
          row.kind === 'line' && row.line.unconfirmed > 0
            ? row.line.unconfirmed.toLocaleString('en')
            : null,
      },
      {
        id: 'age',
        title: t(isOpen ? 'drift.columns.age' : 'drift.columns.firstSeen'),
        width: 96,
        align: 'right',
        render: row => {
          if (row.kind === 'note') return null;
          if (row.kind === 'place' && isOpen) {
            return <DriftAgeText episode={row.episode} />;
          }
          return row.kind === 'place' ? (
            <Since at={row.episode.firstObservedAt} ago />
          ) : (
            // Of what is over the time goes on no more.
            <Since at={row.line.since} isLowerBound={isOpen} ago={!isOpen} />
          );
        },
      },
    ],
    [classes, expanded, isOpen, links, search, t, toggle],
  );
}

/** On how many clusters, and which. */
function clusterWords(
  { clusters, clustersOf = [] }: DriftLine,
  t: Text,
): string {
  const [first] = clustersOf;
  if (!first) return clusters.toLocaleString('en');
  return clusters > 1
    ? t('drift.more', {
        first: first.name,
        amount: (clusters - 1).toLocaleString('en'),
      })
    : first.name;
}

function Owners(props: { line: DriftLine }) {
  const { owners, ownersOf = [] } = props.line;
  const t = useText();
  const [first] = ownersOf;
  if (first === undefined || first === '') return <>{t('none')}</>;
  return (
    <>
      <EntityLink entity={first} />
      {owners > 1 && ` +${(owners - 1).toLocaleString('en')}`}
    </>
  );
}

function Note(props: { note: PlaceNote; search: URLSearchParams }) {
  const { note, search } = props;
  const t = useText();
  switch (note.of) {
    case 'loading':
      return <span role="status">{t('drift.places.loading')}</span>;
    case 'none':
      return <>{t('drift.places.none')}</>;
    case 'failed':
      return (
        <UntrustedText
          text={t('drift.places.failed', { message: note.message })}
        />
      );
    default: {
      const next = withWord(search, 'view', 'episodes');
      next.delete('open');
      next.set('same', note.same);
      return (
        <Link to={`?${next}`}>
          {t('drift.places.more', {
            amount: note.amount.toLocaleString('en'),
          })}
        </Link>
      );
    }
  }
}

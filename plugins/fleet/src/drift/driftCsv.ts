import type {
  CsvColumn,
  FleetDriftEpisode,
  FleetDriftPage,
} from '@fleetview/backstage-plugin-fleet-common';
import type { DriftLine } from '@fleetview/backstage-plugin-fleet-react';
import { resourceWords } from './driftWords';

/** Columns of a file of episodes. Titles are words of the API, in every language the same. */
export const EPISODE_COLUMNS: readonly CsvColumn<FleetDriftEpisode>[] = [
  { title: 'class', cell: each => each.class },
  { title: 'because', cell: ({ because }) => because },
  { title: 'resource', cell: ({ resource }) => resourceWords(resource) },
  { title: 'paths', cell: ({ paths }) => paths.join(' ') },
  { title: 'pathsTotal', cell: ({ pathsTotal }) => pathsTotal },
  { title: 'cluster', cell: ({ cluster }) => cluster.name },
  { title: 'region', cell: ({ region }) => region },
  { title: 'environment', cell: ({ environment }) => environment },
  { title: 'component', cell: ({ entityRef }) => entityRef },
  { title: 'owner', cell: ({ owner }) => owner },
  { title: 'engine', cell: ({ engine }) => engine },
  {
    title: 'delivery',
    cell: ({ delivery: { kind, namespace, name } }) =>
      resourceWords({ group: '', kind, namespace, name }),
  },
  { title: 'writtenBy', cell: ({ author }) => author?.manager },
  { title: 'firstObservedAt', cell: each => each.firstObservedAt },
  { title: 'notBefore', cell: ({ notBefore }) => notBefore },
  { title: 'lastObservedAt', cell: each => each.lastObservedAt },
  { title: 'unconfirmedSince', cell: each => each.unconfirmed?.since },
  { title: 'flaps', cell: ({ flaps }) => flaps },
  { title: 'endedAt', cell: ({ ended }) => ended?.at },
  { title: 'ended', cell: ({ ended }) => ended?.how },
  { title: 'ignoredUntil', cell: ({ ignored }) => ignored?.until },
];

/** Columns of a file with a line for what differs in the same way. */
export const LINE_COLUMNS: readonly CsvColumn<DriftLine>[] = [
  { title: 'class', cell: ({ example }) => example?.class },
  {
    title: 'resource',
    cell: ({ example }) => example && resourceWords(example.resource),
  },
  { title: 'paths', cell: ({ example }) => example?.paths.join(' ') },
  { title: 'episodes', cell: ({ episodes }) => episodes },
  { title: 'needSomebody', cell: ({ headline }) => headline },
  { title: 'unconfirmed', cell: ({ unconfirmed }) => unconfirmed },
  { title: 'clusters', cell: ({ clusters }) => clusters },
  {
    title: 'clusterNames',
    cell: ({ clustersOf = [] }) => clustersOf.map(({ name }) => name).join(' '),
  },
  { title: 'owners', cell: ({ ownersOf = [] }) => ownersOf.join(' ') },
  { title: 'firstObservedAt', cell: ({ since }) => since },
];

/** How many clusters and deliveries stand behind a file, and how much of the list is in it. */
export function driftCoverage<Row>(
  page: Pick<FleetDriftPage, 'coverage' | 'watched' | 'unwatched'>,
  inFile: number,
  total: number,
): [CsvColumn<Row>, ...CsvColumn<Row>[]] {
  const { coverage, watched, unwatched } = page;
  return [
    { title: 'clustersSeen', cell: () => coverage.complete },
    { title: 'clustersOfAll', cell: () => coverage.clusters },
    { title: 'deliveriesSeen', cell: () => watched },
    { title: 'deliveriesNotSeen', cell: () => unwatched },
    { title: 'rowsInFile', cell: () => inFile },
    { title: 'rowsOfAll', cell: () => total },
  ];
}

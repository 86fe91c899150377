import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Link } from '@backstage/core-components';
import type { DriftGroupKind } from '@fleetview/backstage-plugin-fleet-common';
import {
  engineName,
  FleetTable,
  Since,
  UntrustedText,
  type DriftLine,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { DriftClassMark } from './DriftClassMark';
import { isFilterable, withWord } from './driftFilters';
import { noneWords, valueWords } from './driftWords';

/** Drift added up by something, in a row each that leads to its episodes. */
export function DriftLineTable(props: {
  by: Exclude<DriftGroupKind, 'same'>;
  lines: DriftLine[];
  orderKey?: string;
  loadMore?: () => void;
  isLoadingMore?: boolean;
}) {
  const { by } = props;
  const t = useText();
  const [search] = useSearchParams();
  const columns = useMemo<FleetColumn<DriftLine>[]>(() => {
    const number = (
      id:
        | 'needed'
        | 'episodes'
        | 'unconfirmed'
        | 'clusters'
        | 'owners'
        | 'components',
      of: (line: DriftLine) => number,
      hideBelow?: 800 | 1000,
    ): FleetColumn<DriftLine> => ({
      id,
      title: t(`drift.columns.${id}`),
      width: 116,
      align: 'right',
      ...(hideBelow ? { hideBelow } : {}),
      changeKey: line => String(of(line)),
      render: line => of(line).toLocaleString('en'),
    });
    return [
      {
        id: 'name',
        title: t(`drift.filters.${by}`),
        narrowWidth: 170,
        render: line => {
          const name =
            by === 'class' ? (
              <DriftClassMark driftClass={line.id} />
            ) : (
              <UntrustedText text={nameOf(by, line, t)} />
            );
          return isFilterable(line.id) ? (
            <Link to={episodesOf(search, by, line.id)}>{name}</Link>
          ) : (
            name
          );
        },
      },
      number('needed', ({ headline }) => headline),
      number('episodes', ({ episodes }) => episodes),
      number('unconfirmed', ({ unconfirmed }) => unconfirmed),
      ...(by === 'cluster'
        ? []
        : [number('clusters', ({ clusters }) => clusters, 800)]),
      ...(by === 'component'
        ? []
        : [number('components', ({ components }) => components, 800)]),
      ...(by === 'owner'
        ? []
        : [number('owners', ({ owners }) => owners, 1000)]),
      {
        id: 'since',
        title: t('drift.columns.firstSeen'),
        width: 104,
        align: 'right',
        render: ({ since }) => <Since at={since} ago />,
      },
    ];
  }, [by, search, t]);
  return (
    <FleetTable
      label={t('drift.groupsLabel', { by: t(`drift.by.${by}`) })}
      columns={columns}
      rows={props.lines}
      rowId={({ id, key }) => (isFilterable(id) ? id : key)}
      orderKey={props.orderKey}
      loadMore={props.loadMore}
      isLoadingMore={props.isLoadingMore}
    />
  );
}

function nameOf(
  by: Exclude<DriftGroupKind, 'same'>,
  line: DriftLine,
  t: ReturnType<typeof useText>,
): string {
  if (line.id === '') return noneWords(by, t);
  if (by === 'engine') return engineName(line.key);
  return line.name ?? valueWords(by, line.key, t);
}

/** The address of the episodes of a line: exactly those that it counts. */
function episodesOf(
  search: URLSearchParams,
  by: Exclude<DriftGroupKind, 'same'>,
  value: string,
): string {
  const next = withWord(search, 'view', 'episodes');
  next.delete('episode');
  next.delete(by);
  next.append(by, value);
  return `?${next}`;
}

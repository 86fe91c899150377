import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type { SkewPage } from '@fleetview/backstage-plugin-fleet-common';
import {
  FleetTable,
  StatusMark,
  UntrustedText,
  useDetail,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { ModeText } from './ModeText';
import { statusOfLine } from './skewStatus';
import { TraitName } from './TraitName';
import { useGroupName } from './useGroupName';
import { useLineText } from './useLineText';

type Line = SkewPage['items'][number];

const useStyles = makeStyles(
  theme => ({ quiet: { color: theme.palette.text.secondary } }),
  { name: 'FleetSkewTable' },
);

/** How a line is told in a URL. */
export function lineId({ group, aspect, key }: Line): string {
  return `${group.id} ${aspect} ${key}`;
}

/** Traits of groups of clusters, what differs first. */
export function SkewTable(props: {
  lines: readonly Line[];
  orderKey: string;
  loadMore?: () => void;
  isLoadingMore: boolean;
}) {
  const classes = useStyles();
  const t = useText();
  const lineText = useLineText();
  const { groupName } = useGroupName();
  const { detail, open } = useDetail();
  const columns = useMemo<FleetColumn<Line>[]>(
    () => [
      {
        id: 'trait',
        title: t('skew.columns.trait'),
        width: '28%',
        narrowWidth: 170,
        render: line => <TraitName trait={line} />,
      },
      {
        id: 'aspect',
        title: t('skew.columns.aspect'),
        width: 104,
        hideBelow: 1000,
        render: ({ aspect }) => (
          <span className={classes.quiet}>{t(`skew.aspects.${aspect}`)}</span>
        ),
      },
      {
        id: 'group',
        title: t('skew.columns.group'),
        width: '16%',
        hideBelow: 1200,
        render: ({ group }) => <UntrustedText text={groupName(group)} />,
      },
      {
        id: 'mode',
        title: t('skew.columns.mode'),
        width: '20%',
        hideBelow: 800,
        render: ({ mode }) => <ModeText mode={mode} />,
      },
      {
        id: 'line',
        title: t('skew.columns.line'),
        changeKey: ({ counts }) => JSON.stringify(counts),
        render: ({ counts }) => (
          <StatusMark status={statusOfLine(counts)} word={lineText(counts)} />
        ),
      },
    ],
    [classes, groupName, lineText, t],
  );
  return (
    <FleetTable
      label={t('skew.label')}
      columns={columns}
      rows={props.lines}
      rowId={lineId}
      orderKey={props.orderKey}
      onOpen={line => open(lineId(line))}
      openId={detail}
      loadMore={props.loadMore}
      isLoadingMore={props.isLoadingMore}
    />
  );
}

import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type { SkewComparisonPage } from '@fleetview/backstage-plugin-fleet-common';
import {
  FleetTable,
  StatusMark,
  UntrustedText,
  untrustedName,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { ModeText } from './ModeText';
import { SightText } from './SightText';
import { statusOfVerdict } from './skewStatus';
import { TraitName } from './TraitName';

type Item = SkewComparisonPage['items'][number];

const useStyles = makeStyles(
  theme => ({ quiet: { color: theme.palette.text.secondary } }),
  { name: 'FleetSkewComparisonTable' },
);

/** Traits of two sides, what differs first. */
export function ComparisonTable(props: {
  items: readonly Item[];
  left: string;
  /** The group's mode where absent. */
  right?: string;
  orderKey: string;
  loadMore?: () => void;
  isLoadingMore: boolean;
}) {
  const { left, right } = props;
  const classes = useStyles();
  const t = useText();
  const columns = useMemo<FleetColumn<Item>[]>(
    () => [
      {
        id: 'verdict',
        title: t('skew.columns.verdict'),
        width: 120,
        changeKey: ({ verdict }) => verdict,
        render: ({ verdict }) => (
          <StatusMark
            status={statusOfVerdict(verdict)}
            word={t(`skew.verdicts.${verdict}`)}
          />
        ),
      },
      {
        id: 'trait',
        title: t('skew.columns.trait'),
        width: '26%',
        narrowWidth: 150,
        render: item => <TraitName trait={item} />,
      },
      {
        id: 'aspect',
        title: t('skew.columns.aspect'),
        width: 104,
        hideBelow: 1200,
        render: ({ aspect }) => (
          <span className={classes.quiet}>{t(`skew.aspects.${aspect}`)}</span>
        ),
      },
      {
        id: 'left',
        title: untrustedName(left),
        width: '19%',
        render: item => <SightText sight={item.left} />,
      },
      {
        id: 'right',
        title:
          right === undefined ? t('skew.columns.mode') : untrustedName(right),
        width: '19%',
        render: item =>
          right === undefined ? (
            <ModeText mode={item.mode} />
          ) : (
            <SightText sight={item.right} />
          ),
      },
      {
        id: 'expected',
        title: t('skew.columns.expected'),
        hideBelow: 1000,
        render: ({ expected }) =>
          expected ? (
            <UntrustedText
              text={t(`skew.because.${expected.by}`, {
                reason: expected.reason,
              })}
            />
          ) : null,
      },
    ],
    [classes, left, right, t],
  );
  return (
    <FleetTable
      label={t('skew.comparisonLabel')}
      columns={columns}
      rows={props.items}
      rowId={({ aspect, key }) => `${aspect} ${key}`}
      orderKey={props.orderKey}
      loadMore={props.loadMore}
      isLoadingMore={props.isLoadingMore}
    />
  );
}

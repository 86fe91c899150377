import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type {
  ClusterDetail,
  CoverageItem,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  CopyButton,
  DetailDrawer,
  EmptyView,
  FieldList,
  FleetTable,
  groupBy,
  Since,
  StatusMark,
  statusOfCoverage,
  UntrustedText,
  useDetail,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

const useStyles = makeStyles(
  theme => ({
    quiet: { color: theme.palette.text.secondary },
    snippet: {
      margin: 0,
      fontFamily: 'ui-monospace, monospace',
      fontSize: 12,
      lineHeight: '18px',
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'FleetSystemsTab' },
);

function coverageId(item: CoverageItem): string {
  return [item.adapter, item.group, item.kind, item.scope].join('/');
}

/**
 * What is read from a cluster, per system and kind, and where it cannot be
 * read why not, and what to grant.
 */
export function SystemsTab(props: { detail: ClusterDetail }) {
  const { coverage } = props.detail;
  const classes = useStyles();
  const t = useText();
  const { detail, open, close } = useDetail();
  const columns = useMemo<FleetColumn<CoverageItem>[]>(
    () => [
      {
        id: 'kind',
        title: t('systems.columns.kind'),
        width: 148,
        render: item => item.kind,
      },
      {
        id: 'group',
        title: t('systems.columns.group'),
        width: 216,
        hideBelow: 1000,
        render: item => (
          <span className={classes.quiet}>
            {[item.group || 'core', item.version].filter(Boolean).join('/')}
          </span>
        ),
      },
      {
        id: 'state',
        title: t('systems.columns.state'),
        width: 156,
        changeKey: item => `${item.state} ${item.currency.current}`,
        render: item => (
          <StatusMark
            status={statusOfCoverage(item)}
            word={item.state === 'current' ? t('systems.current') : undefined}
          />
        ),
      },
      {
        id: 'reason',
        title: t('systems.detail.reason'),
        render: item =>
          item.reason && (
            <span className={classes.quiet}>
              <UntrustedText text={item.reason} />
            </span>
          ),
      },
      {
        id: 'scope',
        title: t('systems.columns.scope'),
        width: 96,
        hideBelow: 1600,
        render: item => <UntrustedText text={item.scope} />,
      },
      {
        id: 'since',
        title: t('systems.columns.since'),
        width: 84,
        align: 'right',
        render: item => <Since at={item.since} />,
      },
      {
        id: 'confirmed',
        title: t('systems.columns.confirmed'),
        width: 104,
        align: 'right',
        hideBelow: 1000,
        render: item => <Since at={item.currency.confirmedAt} ago />,
      },
      {
        id: 'objects',
        title: t('systems.columns.objects'),
        width: 80,
        align: 'right',
        changeKey: item => String(item.objects),
        render: item => item.objects?.toLocaleString('en') ?? '–',
      },
      {
        id: 'skipped',
        title: t('systems.columns.skipped'),
        width: 80,
        align: 'right',
        render: item => {
          const skipped = item.skipped.reduce(
            (sum, { count }) => sum + count,
            0,
          );
          return skipped > 0 ? (
            skipped.toLocaleString('en')
          ) : (
            <span className={classes.quiet}>·</span>
          );
        },
      },
    ],
    [classes, t],
  );
  const sections = useMemo(
    () =>
      groupBy(coverage, item => item.adapterTitle).map(group => ({
        id: group.key,
        title: group.key,
        rows: group.items,
      })),
    [coverage],
  );
  if (coverage.length === 0) {
    return (
      <EmptyView title={t('cluster.empty.systemsTitle')}>
        {t('cluster.empty.systemsText')}
      </EmptyView>
    );
  }
  const opened = coverage.find(item => coverageId(item) === detail);
  return (
    <>
      <FleetTable
        label={t('systems.label')}
        columns={columns}
        sections={sections}
        rowId={coverageId}
        onOpen={item => open(coverageId(item))}
        openId={detail}
      />
      <DetailDrawer
        title={opened ? `${opened.adapterTitle} ${opened.kind}` : ''}
        open={opened !== undefined}
        onClose={close}
      >
        {opened && <CoverageDetail item={opened} />}
      </DetailDrawer>
    </>
  );
}

function CoverageDetail(props: { item: CoverageItem }) {
  const { item } = props;
  const classes = useStyles();
  const t = useText();
  return (
    <>
      <FieldList
        fields={[
          {
            name: t('systems.columns.state'),
            value: (
              <StatusMark
                status={statusOfCoverage(item)}
                word={
                  item.state === 'current' ? t('systems.current') : undefined
                }
              />
            ),
          },
          {
            name: t('systems.detail.reason'),
            value: item.reason && <UntrustedText text={item.reason} block />,
          },
          {
            name: t('systems.detail.grant'),
            value: item.grant && (
              <>
                <pre className={classes.snippet}>{item.grant}</pre>
                <CopyButton text={item.grant} />
              </>
            ),
          },
          {
            name: t('systems.columns.group'),
            value: [item.group || 'core', item.version]
              .filter(Boolean)
              .join('/'),
          },
          { name: t('systems.columns.scope'), value: item.scope },
          {
            name: t('systems.columns.since'),
            value: <Since at={item.since} />,
          },
          {
            name: t('systems.columns.confirmed'),
            value: item.currency.confirmedAt && (
              <Since at={item.currency.confirmedAt} ago />
            ),
          },
          {
            name: t('systems.columns.objects'),
            value: String(item.objects ?? '–'),
          },
        ]}
      />
      <FieldList
        title={t('systems.detail.skipped')}
        fields={item.skipped.map(({ reason, count, example }) => ({
          name: `${count} ${reason}`,
          value: <UntrustedText text={example ?? t('none')} block />,
        }))}
      />
    </>
  );
}

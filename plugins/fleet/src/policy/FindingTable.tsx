import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type { Finding } from '@fleetview/backstage-plugin-fleet-common';
import {
  FleetTable,
  Since,
  StatusMark,
  UntrustedText,
  useDetail,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { FindingDrawer } from './FindingDrawer';
import { RepeatsOfFinding } from './RepeatsOfFinding';
import { resourceName } from './resourceName';
import { statusOfFinding } from './findingStatus';

const useStyles = makeStyles(
  theme => ({
    quiet: { color: theme.palette.text.secondary },
    resource: { display: 'flex', gap: theme.spacing(1), minWidth: 0 },
  }),
  { name: 'FleetFindingTable' },
);

/** What policies found, a line for each. */
export function FindingTable(props: {
  findings: Finding[];
  orderKey: string;
  loadMore?: () => void;
  isLoadingMore: boolean;
}) {
  const { findings } = props;
  const classes = useStyles();
  const t = useText();
  const { detail, open, close } = useDetail();
  const columns = useMemo<FleetColumn<Finding>[]>(
    () => [
      {
        id: 'result',
        title: t('findings.columns.result'),
        width: 150,
        changeKey: finding => `${finding.result} ${finding.currency.current}`,
        render: finding => (
          <StatusMark
            status={statusOfFinding(finding)}
            word={t(`findings.results.${finding.result}`)}
          />
        ),
      },
      {
        id: 'severity',
        title: t('findings.columns.severity'),
        width: 84,
        render: finding =>
          finding.severity
            ? t(`findings.severities.${finding.severity}`)
            : t('none'),
      },
      {
        id: 'policy',
        title: t('findings.columns.policy'),
        width: '22%',
        render: finding => <UntrustedText text={finding.policy} />,
      },
      {
        id: 'resource',
        title: t('findings.columns.resource'),
        width: '26%',
        changeKey: finding => String(finding.repeatedBy),
        render: finding => (
          <div className={classes.resource}>
            <UntrustedText
              text={resourceName(finding) ?? t('findings.cluster')}
            />
            <RepeatsOfFinding className={classes.quiet} finding={finding} />
          </div>
        ),
      },
      {
        id: 'message',
        title: t('findings.columns.message'),
        hideBelow: 1000,
        render: finding => (
          <UntrustedText
            className={classes.quiet}
            text={finding.message ?? t('none')}
          />
        ),
      },
      {
        id: 'since',
        title: t('findings.columns.evaluated'),
        width: 96,
        align: 'right',
        render: finding => <Since at={finding.evaluatedAt} />,
      },
    ],
    [classes, t],
  );
  return (
    <>
      <FleetTable
        label={t('findings.label')}
        columns={columns}
        rows={findings}
        rowId={finding => finding.id}
        isStale={finding => !finding.currency.current}
        orderKey={props.orderKey}
        onOpen={finding => open(finding.id)}
        openId={detail}
        loadMore={props.loadMore}
        isLoadingMore={props.isLoadingMore}
      />
      <FindingDrawer
        finding={findings.find(({ id }) => id === detail)}
        onClose={close}
      />
    </>
  );
}

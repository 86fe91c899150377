import { useMemo } from 'react';
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { SkewPage } from '@fleetview/backstage-plugin-fleet-common';
import {
  FieldList,
  FleetTable,
  StatusMark,
  UntrustedText,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { useText } from '../translation';
import { ModeText } from './ModeText';
import { SightText } from './SightText';
import { statusOfVerdict } from './skewStatus';
import { useGroupName } from './useGroupName';
import { useLineText } from './useLineText';

type Line = SkewPage['items'][number];
type Member = Line['others'][number];

const useStyles = makeStyles(
  theme => ({
    note: {
      margin: theme.spacing(1, 0),
      fontSize: 13,
      color: theme.palette.text.secondary,
    },
    others: { marginTop: theme.spacing(2) },
  }),
  { name: 'FleetSkewDetail' },
);

/** One trait of a group: which clusters are not the same, how, and why they may be. */
export function SkewDetail(props: { line: Line }) {
  const { line } = props;
  const classes = useStyles();
  const t = useText();
  const lineText = useLineText();
  const { groupName } = useGroupName();
  return (
    <>
      <FieldList
        fields={[
          {
            name: t('skew.columns.group'),
            value: <UntrustedText text={groupName(line.group)} />,
          },
          {
            name: t('skew.columns.aspect'),
            value: t(`skew.aspects.${line.aspect}`),
          },
          {
            name: t('skew.columns.mode'),
            value: <ModeText mode={line.mode} />,
          },
          { name: t('skew.columns.line'), value: lineText(line.counts) },
        ]}
      />
      {line.others.length > 0 && (
        <div className={classes.others}>
          <Others members={line.others} />
        </div>
      )}
      {line.othersTotal > line.others.length && (
        <div className={classes.note}>
          {t('skew.othersCut', {
            shown: line.others.length.toLocaleString('en'),
            total: line.othersTotal.toLocaleString('en'),
          })}
        </div>
      )}
    </>
  );
}

function Others(props: { members: readonly Member[] }) {
  const t = useText();
  const links = useFleetLinks();
  const columns = useMemo<FleetColumn<Member>[]>(
    () => [
      {
        id: 'cluster',
        title: t('skew.columns.cluster'),
        width: '28%',
        render: ({ cluster }) => (
          <Link to={links.skew({ cluster: [cluster.id] })}>{cluster.name}</Link>
        ),
      },
      {
        id: 'verdict',
        title: t('skew.columns.verdict'),
        width: 116,
        render: ({ verdict }) => (
          <StatusMark
            status={statusOfVerdict(verdict)}
            word={t(`skew.verdicts.${verdict}`)}
          />
        ),
      },
      {
        id: 'sight',
        title: t('skew.columns.value'),
        render: ({ sight, expected }) =>
          expected ? (
            <UntrustedText
              text={t(`skew.because.${expected.by}`, {
                reason: expected.reason,
              })}
            />
          ) : (
            <SightText sight={sight} />
          ),
      },
    ],
    [links, t],
  );
  return (
    <FleetTable
      label={t('skew.othersLabel')}
      columns={columns}
      rows={props.members}
      rowId={({ cluster }) => cluster.id}
    />
  );
}

import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type { FleetCompliance } from '@fleetview/backstage-plugin-fleet-common';
import {
  engineName,
  FleetTable,
  RatioText,
  Since,
  UntrustedText,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { percentText } from './percentText';

type Policy = FleetCompliance['policies'][number];

const useStyles = makeStyles(
  theme => ({ quiet: { color: theme.palette.text.secondary } }),
  { name: 'FleetPolicyScoreTable' },
);

/** Policies with how far they are kept, the worst first. */
export function PolicyScoreTable(props: { policies: readonly Policy[] }) {
  const classes = useStyles();
  const t = useText();
  const columns = useMemo<FleetColumn<Policy>[]>(
    () => [
      {
        id: 'policy',
        title: t('compliance.columns.policy'),
        width: '30%',
        render: policy => (
          <UntrustedText text={policy.title ?? policy.policy} />
        ),
      },
      {
        id: 'severity',
        title: t('compliance.columns.severity'),
        width: 84,
        render: ({ severity }) =>
          severity ? t(`findings.severities.${severity}`) : t('none'),
      },
      {
        id: 'engine',
        title: t('compliance.columns.engine'),
        width: 140,
        hideBelow: 800,
        render: ({ engine }) => (
          <span className={classes.quiet}>{engineName(engine)}</span>
        ),
      },
      {
        id: 'standards',
        title: t('compliance.columns.standards'),
        hideBelow: 1000,
        render: ({ standards }) => (
          <UntrustedText
            className={classes.quiet}
            text={standards.join(', ') || t('none')}
          />
        ),
      },
      {
        id: 'failing',
        title: t('compliance.columns.failing'),
        width: 80,
        align: 'right',
        changeKey: ({ counts }) => String(counts.fail),
        render: ({ counts }) => counts.fail.toLocaleString('en'),
      },
      {
        id: 'since',
        title: t('compliance.columns.since'),
        width: 90,
        align: 'right',
        hideBelow: 800,
        render: ({ failingSince }) =>
          failingSince ? <Since at={failingSince} /> : t('none'),
      },
      {
        id: 'evaluated',
        title: t('compliance.columns.evaluated'),
        width: 130,
        align: 'right',
        render: ({ evaluation }) => (
          <RatioText
            ratio={{ part: evaluation.evaluated, whole: evaluation.expected }}
          />
        ),
      },
      {
        id: 'score',
        title: t('compliance.columns.score'),
        width: 80,
        align: 'right',
        changeKey: ({ percent }) => String(percent),
        render: ({ percent }) => percentText(percent),
      },
    ],
    [classes, t],
  );
  return (
    <FleetTable
      label={t('compliance.policies')}
      columns={columns}
      rows={props.policies}
      rowId={({ engine, policy }) => `${engine} ${policy}`}
    />
  );
}

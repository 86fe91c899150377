import { useMemo } from 'react';
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type {
  CostSource,
  FleetCost,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  engineName,
  FleetTable,
  Since,
  StatusMark,
  UntrustedText,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../../routing';
import { useText } from '../../translation';

const useStyles = makeStyles(
  theme => ({
    silent: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0, 1.5),
      padding: theme.spacing(0.75, 0),
    },
  }),
  { name: 'FleetCostSources' },
);

/** Who tells the costs of which cluster, until when, and of which clusters nobody does. */
export function CostSources(props: {
  cost: Pick<FleetCost, 'sources' | 'silent' | 'span'>;
}) {
  const { sources, silent, span } = props.cost;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const columns = useMemo<FleetColumn<CostSource>[]>(
    () => [
      {
        id: 'cluster',
        title: t('cost.team.sourceColumns.cluster'),
        render: ({ cluster }) => (
          <Link to={links.cluster(cluster.id, { tab: 'cost' })}>
            <UntrustedText text={cluster.name} inline />
          </Link>
        ),
      },
      {
        id: 'tool',
        title: t('cost.tool'),
        width: 280,
        render: ({ engine, estimated }) => (
          <>
            <UntrustedText text={engineName(engine)} inline />
            {estimated && ` · ${t('cost.team.fromPriceSheet')}`}
          </>
        ),
      },
      {
        id: 'money',
        title: t('cost.team.sourceColumns.money'),
        width: 90,
        hideBelow: 800,
        render: ({ money }) => <UntrustedText text={money ?? t('none')} />,
      },
      {
        id: 'days',
        title: t('cost.team.sourceColumns.days'),
        width: 80,
        align: 'right',
        hideBelow: 800,
        render: ({ days }) => days.toLocaleString('en'),
      },
      {
        id: 'lastDay',
        title: t('cost.team.sourceColumns.lastDay'),
        width: 120,
        align: 'right',
        render: ({ lastDay }) => lastDay,
      },
      {
        id: 'told',
        title: t('cost.team.sourceColumns.told'),
        width: 110,
        align: 'right',
        hideBelow: 1000,
        render: ({ toldAt }) =>
          toldAt ? <Since at={toldAt} ago /> : t('none'),
      },
    ],
    [links, t],
  );
  return (
    <>
      {silent.length > 0 && (
        <div className={classes.silent}>
          <StatusMark
            status={{ key: 'unknown', stale: false }}
            word={t('cost.team.silent', { count: silent.length })}
          />
          {silent.map(({ id, name }) => (
            <Link key={id} to={links.cluster(id, { tab: 'systems' })}>
              <UntrustedText text={name} inline />
            </Link>
          ))}
        </div>
      )}
      {sources.length > 0 && (
        <FleetTable
          label={t('cost.team.sources')}
          columns={columns}
          rows={sources}
          rowId={({ cluster, engine, observer }) =>
            `${cluster.id} ${engine} ${observer.id}`
          }
          isStale={({ lastDay }) => lastDay < span.last}
        />
      )}
    </>
  );
}

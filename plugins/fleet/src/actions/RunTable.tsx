import { useMemo } from 'react';
import type { ActionRun } from '@fleetview/backstage-plugin-fleet-common';
import {
  EntityLink,
  FleetTable,
  Since,
  UntrustedText,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { RunState } from './RunState';

/**
 * What systems were told, each as far as it is by now.
 */
export function RunTable(props: { runs: readonly ActionRun[] }) {
  const t = useText();
  const columns = useMemo<FleetColumn<ActionRun>[]>(
    () => [
      {
        id: 'when',
        title: t('asked.columns.when'),
        width: 104,
        narrowWidth: 88,
        render: run => <Since at={run.requestedAt} ago />,
      },
      {
        id: 'what',
        title: t('asked.columns.what'),
        width: '22%',
        narrowWidth: 168,
        render: ({ title, target }) => (
          <UntrustedText
            text={`${title} · ${t('asked.object', {
              kind: target.kind,
              name: target.name,
            })}`}
          />
        ),
      },
      {
        id: 'state',
        title: t('asked.columns.state'),
        narrowWidth: 176,
        render: run => <RunState run={run} />,
      },
      {
        id: 'cluster',
        title: t('asked.columns.cluster'),
        width: 132,
        narrowWidth: 112,
        render: ({ about, target }) => (
          <UntrustedText text={(about ?? target.cluster).name} />
        ),
      },
      {
        id: 'who',
        title: t('asked.columns.who'),
        width: 120,
        render: run => <EntityLink entity={run.requestedBy} />,
      },
      {
        id: 'reason',
        title: t('asked.columns.reason'),
        width: '20%',
        narrowWidth: 168,
        render: run => <UntrustedText text={run.reason} />,
      },
    ],
    [t],
  );
  return (
    <FleetTable
      label={t('asked.label')}
      columns={columns}
      rows={props.runs}
      rowId={run => run.id}
    />
  );
}

import { useMemo } from 'react';
import type { PromotionSummary } from '@fleetview/backstage-plugin-fleet-common';
import {
  Countdown,
  EntityLink,
  FleetTable,
  shortVersion,
  Since,
  UntrustedText,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText, type Text } from '../translation';
import { PromotionStateMark } from './PromotionStateMark';
import { usePromotionDrawer } from './usePromotionDrawer';

/** Promotions, in a row each. */
export function PromotionTable(props: {
  promotions: PromotionSummary[];
  orderKey: string;
  loadMore?: () => void;
  isLoadingMore: boolean;
}) {
  const t = useText();
  const { promotion, open } = usePromotionDrawer();
  const columns = useMemo<FleetColumn<PromotionSummary>[]>(
    () => [
      {
        id: 'state',
        title: t('promotions.list.columns.state'),
        width: 170,
        narrowWidth: 140,
        changeKey: ({ state, next }) => `${state} ${next?.what}`,
        render: each => <PromotionStateMark promotion={each} isInList />,
      },
      {
        id: 'component',
        title: t('promotions.list.columns.component'),
        narrowWidth: 110,
        render: ({ component }) => <EntityLink entity={component} />,
      },
      {
        id: 'release',
        title: t('promotions.list.columns.release'),
        width: 130,
        narrowWidth: 90,
        render: ({ version, release }) => (
          <UntrustedText text={shortVersion(version ?? release)} />
        ),
      },
      {
        id: 'fromTo',
        title: t('promotions.list.columns.fromTo'),
        width: '16%',
        hideBelow: 800,
        render: ({ from, to }) => `${from} → ${to}`,
      },
      {
        id: 'waves',
        title: t('promotions.list.columns.waves'),
        width: 80,
        align: 'right',
        hideBelow: 1000,
        render: ({ waves, wavesDone }) =>
          waves === undefined
            ? t('none')
            : t('promotions.list.waves', {
                done: String(wavesDone ?? 0),
                all: String(waves),
              }),
      },
      {
        id: 'next',
        title: t('promotions.list.columns.next'),
        width: '18%',
        hideBelow: 1000,
        render: each => <WaitsFor promotion={each} />,
      },
      {
        id: 'requestedBy',
        title: t('promotions.list.columns.requestedBy'),
        width: 120,
        hideBelow: 1200,
        render: ({ requestedBy }) => <EntityLink entity={requestedBy} />,
      },
      {
        id: 'since',
        title: t('promotions.list.columns.since'),
        width: 90,
        align: 'right',
        render: ({ since }) => <Since at={since} />,
      },
    ],
    [t],
  );
  return (
    <FleetTable
      label={t('promotions.list.label')}
      columns={columns}
      rows={props.promotions}
      rowId={({ id }) => id}
      orderKey={props.orderKey}
      onOpen={({ id }) => open(id)}
      openId={promotion}
      loadMore={props.loadMore}
      isLoadingMore={props.isLoadingMore}
    />
  );
}

/** The gate that holds it up, and until when where that is known. */
function WaitsFor(props: { promotion: PromotionSummary }) {
  const { state, heldUpBy, next } = props.promotion;
  const t = useText();
  const gate = gateName(props.promotion, t);
  if (state !== 'waiting' || !(heldUpBy ?? next)) return <>{t('none')}</>;
  return (
    <>
      {gate} {next?.at && <Countdown until={next.at} />}
    </>
  );
}

function gateName({ heldUpBy }: PromotionSummary, t: Text): string {
  return heldUpBy
    ? t(`promotions.gates.kinds.${heldUpBy}`)
    : t('promotions.next.gates');
}

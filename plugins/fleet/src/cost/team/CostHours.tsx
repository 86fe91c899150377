import { useMemo } from 'react';
import {
  fleetAllocationReadPermission,
  type FleetCostHours,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  SightView,
  useCostHours,
} from '@fleetview/backstage-plugin-fleet-react';
import { HourChart } from '../../charts';
import { Section } from '../../shared';
import { useText } from '../../translation';
import { moneyText } from '../money';
import type { CostScope } from './costScope';

/** The last eight days by hour, and what was spent today so far. */
export function CostHours(props: {
  scope: CostScope;
  money: string | undefined;
}) {
  const { scope, money } = props;
  const t = useText();
  const sight = useCostHours(scope);
  return (
    <Section title={t('cost.hours.title')}>
      <SightView sight={sight} permission={fleetAllocationReadPermission.name}>
        {found => <Found found={found} money={money} />}
      </SightView>
    </Section>
  );
}

function Found(props: { found: FleetCostHours; money: string | undefined }) {
  const { found, money } = props;
  const t = useText();
  const sheet = found.sheets.find(each => each.money === money);
  const hours = useMemo(
    () =>
      (sheet?.hours ?? []).map(({ at, cost, known, expected }) => ({
        at,
        ...(cost === undefined ? {} : { value: cost }),
        isPart: known < expected,
      })),
    [sheet],
  );
  if (!sheet || hours.length === 0) return <p>{t('cost.hours.none')}</p>;
  const { cost, known, inPart, missing } = sheet.today;
  const { clusters } = sheet;
  const isWhole = inPart + missing === 0 && clusters.known >= clusters.expected;
  const missingHours = hours.filter(({ value }) => value === undefined).length;
  const inPartHours = hours.filter(
    ({ value, isPart }) => value !== undefined && isPart,
  ).length;
  const notes = [
    ...(missingHours + inPartHours > 0
      ? [
          t('cost.hours.gaps', {
            missing: missingHours.toLocaleString('en'),
            inPart: inPartHours.toLocaleString('en'),
          }),
        ]
      : []),
    ...(clusters.known < clusters.expected
      ? [
          t('cost.hours.clusters', {
            known: clusters.known.toLocaleString('en'),
            expected: clusters.expected.toLocaleString('en'),
          }),
        ]
      : []),
  ];
  const amount = cost === undefined ? undefined : moneyText(cost, money);
  return (
    <HourChart
      title={
        amount === undefined
          ? t('cost.hours.nothingToday')
          : t('cost.hours.today', {
              amount: isWhole ? amount : t('cost.team.atLeast', { amount }),
              known: known.toLocaleString('en'),
              hours: (known + inPart + missing).toLocaleString('en'),
            })
      }
      note={notes.length > 0 ? notes.join(' · ') : undefined}
      unit={
        money
          ? t('cost.hours.unit', { money })
          : t('cost.hours.unitWithoutMoney')
      }
      valueLabel={t('cost.team.spent')}
      hours={hours}
      format={value => moneyText(value, money)}
    />
  );
}

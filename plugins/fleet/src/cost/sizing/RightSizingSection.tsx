import { makeStyles } from '@material-ui/core/styles';
import {
  fleetAllocationReadPermission,
  type FleetRightSizing,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  EmptyView,
  SightView,
  useDetail,
  useRightSizing,
} from '@fleetview/backstage-plugin-fleet-react';
import { Section } from '../../shared';
import { useText } from '../../translation';
import { moneyText, shareText } from '../money';
import type { CostScope } from '../team/costScope';
import { SizingDrawer } from './SizingDrawer';
import { sizingId } from './sizingId';
import { SizingTable } from './SizingTable';

const useStyles = makeStyles(
  theme => ({
    line: { margin: theme.spacing(0, 0, 1), fontSize: 13 },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'FleetRightSizingSection' },
);

/** Which requests could be smaller or must be larger, and of which that cannot be said. */
export function RightSizingSection(props: { scope: CostScope }) {
  const t = useText();
  const sight = useRightSizing(props.scope);
  const basis = sight.kind === 'ready' ? basisText(sight.data, t) : undefined;
  return (
    <Section title={t('cost.sizing.title')} note={basis}>
      <SightView sight={sight} permission={fleetAllocationReadPermission.name}>
        {sizing =>
          sizing.items.length === 0 ? (
            <EmptyView title={t('cost.sizing.emptyTitle')}>
              {t('cost.sizing.emptyText')}
            </EmptyView>
          ) : (
            <Found sizing={sizing} />
          )
        }
      </SightView>
    </Section>
  );
}

function basisText(
  { span, basis }: FleetRightSizing,
  t: ReturnType<typeof useText>,
): string {
  return t('cost.sizing.basis', {
    ...span,
    cpuQuantile: basis.cpu.quantile.toLocaleString('en'),
    cpuHeadroom: shareText(basis.cpu.headroom),
    ramHeadroom: shareText(basis.ram.headroom),
    leastDays: basis.cpu.leastDays.toLocaleString('en'),
  });
}

function Found(props: { sizing: FleetRightSizing }) {
  const { sizing } = props;
  const { items, itemsTotal } = sizing;
  const classes = useStyles();
  const t = useText();
  const { detail, open, close } = useDetail();
  return (
    <>
      <Sums sizing={sizing} />
      <NotJudged sizing={sizing} />
      {itemsTotal > items.length && (
        <p className={`${classes.line} ${classes.quiet}`}>
          {t('cost.sizing.cut', {
            shown: items.length.toLocaleString('en'),
            total: itemsTotal.toLocaleString('en'),
          })}
        </p>
      )}
      <SizingTable
        workloads={items}
        openId={detail}
        onOpen={workload => open(sizingId(workload))}
      />
      <SizingDrawer
        workload={items.find(each => sizingId(each) === detail)}
        onClose={close}
      />
    </>
  );
}

function Sums(props: { sizing: FleetRightSizing }) {
  const { sums, totals } = props.sizing;
  const classes = useStyles();
  const t = useText();
  const notJudged = totals.notJudged.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      {sums.map(({ money, saved, added, unpriced }) => (
        <p key={money ?? ''} className={classes.line}>
          {[
            saved > 0 &&
              t('cost.sizing.saved', { amount: moneyText(saved, money) }),
            added > 0 &&
              t('cost.sizing.added', { amount: moneyText(added, money) }),
            unpriced > 0 && t('cost.sizing.unpriced', { count: unpriced }),
            saved > 0 && t('cost.sizing.saveLater'),
          ]
            .filter(Boolean)
            .join(' ')}
        </p>
      ))}
      <p className={`${classes.line} ${classes.quiet}`}>
        {t('cost.sizing.counts', {
          workloads: totals.workloads.toLocaleString('en'),
          smaller: totals.smaller.toLocaleString('en'),
          larger: totals.larger.toLocaleString('en'),
          fitting: totals.fitting.toLocaleString('en'),
          notJudged: notJudged.toLocaleString('en'),
        })}
      </p>
    </>
  );
}

/** What could be known by asking Prometheus. */
const KNOWABLE: ReadonlySet<string> = new Set([
  'high-unknown',
  'replicas-unknown',
  'throttling-unknown',
  'out-of-memory-unknown',
]);

function NotJudged(props: { sizing: FleetRightSizing }) {
  const { notJudged } = props.sizing.totals;
  const classes = useStyles();
  const t = useText();
  if (notJudged.length === 0) return null;
  return (
    <>
      <p className={`${classes.line} ${classes.quiet}`}>
        {[
          t('cost.sizing.notJudged'),
          notJudged
            .map(({ why, count }) =>
              t('cost.sizing.notJudgedPart', {
                why: t(`cost.sizing.why.${why as 'throttled'}`),
                amount: count.toLocaleString('en'),
              }),
            )
            .join(', '),
        ].join(' ')}
      </p>
      {notJudged.some(({ why }) => KNOWABLE.has(why)) && (
        <p className={`${classes.line} ${classes.quiet}`}>
          {t('cost.sizing.howToKnow')}
        </p>
      )}
    </>
  );
}

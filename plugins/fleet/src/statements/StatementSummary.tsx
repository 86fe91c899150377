import type {
  Statement,
  StatementDetail,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  shortVersion,
  Since,
  statusOfStatement,
  UntrustedText,
  VersionText,
  type Status,
} from '@fleetview/backstage-plugin-fleet-react';
import { moneyText } from '../cost/money';
import { useText, type Text } from '../translation';
import { ReplicaBar } from './ReplicaBar';

const UNKNOWN: Status = { key: 'unknown', stale: true };

/** What a statement says, in one line. */
export function StatementSummary(props: { statement: Statement }) {
  const { statement } = props;
  const t = useText();
  const { detail } = statement;
  switch (detail.type) {
    case 'cluster':
      return <ClusterWords detail={detail} />;
    case 'pool':
      return (
        <PoolBar
          detail={detail}
          status={statusOfStatement(statement) ?? UNKNOWN}
        />
      );
    case 'agent': {
      const { cluster, reference } = statement.subject;
      return <Line parts={[cluster?.name ?? reference, detail.version]} />;
    }
    case 'lease':
      return (
        <>
          {detail.holder ? (
            <UntrustedText
              text={t('statements.says.held', { holder: detail.holder })}
              inline
            />
          ) : (
            t('statements.says.notHeld')
          )}
          {detail.renewedAt && (
            <>
              {' · '}
              <Since at={detail.renewedAt} ago />
            </>
          )}
        </>
      );
    case 'source':
      return (
        <Line
          parts={[
            detail.url?.replace(/^https?:\/\//, ''),
            detail.reference,
            detail.revision && shortVersion(detail.revision.value),
          ]}
        />
      );
    default:
      return <Line parts={partsOf(detail, t)} />;
  }
}

function ClusterWords(props: {
  detail: Extract<StatementDetail, { type: 'cluster' }>;
}) {
  const { lifecycle, kubernetesVersion, desiredKubernetesVersion } =
    props.detail;
  const t = useText();
  return (
    <>
      {t(`statements.lifecycles.${lifecycle}`)}
      {kubernetesVersion && (
        <>
          {' · '}
          <VersionText
            version={versionChange(kubernetesVersion, desiredKubernetesVersion)}
          />
        </>
      )}
    </>
  );
}

/** From one version of Kubernetes to another, where they differ. */
export function versionChange(actual: string, desired: string | undefined) {
  return desired && desired !== actual
    ? ({ kind: 'changing', from: actual, to: desired } as const)
    : ({ kind: 'settled', version: actual } as const);
}

/** How many machines of a pool are ready. */
export function PoolBar(props: {
  detail: Extract<StatementDetail, { type: 'pool' }>;
  status: Status;
}) {
  const { desired, ready } = props.detail.replicas;
  const t = useText();
  if (desired === undefined) return <>{t('none')}</>;
  return (
    <ReplicaBar
      done={ready}
      wanted={desired}
      status={props.status}
      text={t('statements.says.ready', {
        ready: ready === undefined ? '?' : String(ready),
        desired: String(desired),
      })}
    />
  );
}

function Line(props: { parts: readonly (string | false | undefined)[] }) {
  const t = useText();
  const text = props.parts.filter(Boolean).join(' · ');
  return text ? <UntrustedText text={text} /> : <>{t('none')}</>;
}

function partsOf(
  detail: StatementDetail,
  t: Text,
): (string | false | undefined)[] {
  switch (detail.type) {
    case 'service':
      return [
        detail.conflict !== undefined && t('statements.says.conflict'),
        t(`statements.directions.${detail.direction}`),
        detail.ports
          .map(({ port, protocol }) =>
            [port, protocol].filter(Boolean).join('/'),
          )
          .join(', '),
        counted(detail.clustersTotal ?? detail.clusters.length, 'clusters', t),
      ];
    case 'autoscaler':
      return [
        detail.limited && t('statements.says.limited'),
        t('statements.says.target', detail.target),
        t('statements.says.replicas', {
          current: numberOf(detail.current),
          minimum: numberOf(detail.minimum),
          maximum: numberOf(detail.maximum),
        }),
        detail.desired !== detail.current &&
          detail.desired !== undefined &&
          t('statements.says.wanted', { desired: String(detail.desired) }),
      ];
    case 'analysis':
      return [
        t(`statements.verdicts.${detail.verdict}`),
        detail.metrics.length > 0 &&
          t('statements.says.metrics', {
            passed: String(
              detail.metrics.filter(({ verdict }) => verdict === 'successful')
                .length,
            ),
            total: String(detail.metrics.length),
          }),
        detail.parent && `${detail.parent.kind} ${detail.parent.name}`,
      ];
    case 'quota':
      return [
        detail.hard
          .map(({ resource, limit }) => `${resource} ${limit}`)
          .join(', '),
      ];
    case 'access':
      return [
        detail.role && `${detail.role.kind} ${detail.role.name}`,
        detail.words.join('; '),
      ];
    case 'placement':
      return [
        t(`statements.strategies.${detail.strategy}`),
        detail.clusters &&
          counted(
            detail.clustersTotal ?? detail.clusters.length,
            'clusters',
            t,
          ),
        counted(
          detail.deliveriesTotal ?? detail.deliveries.length,
          'deliveries',
          t,
        ),
      ];
    case 'policy':
      return [
        t(`policies.enforcements.${detail.enforcement}`),
        detail.severity && t(`findings.severities.${detail.severity}`),
        violationsOf(detail, t),
        detail.title,
      ];
    case 'exception':
      return [
        detail.expired && t('policies.expired'),
        detail.policies.map(({ name }) => name).join(', ') ||
          t('policies.allPolicies'),
        detail.reason,
      ];
    case 'budget':
      return [
        t('cost.budget.spent', {
          spent:
            detail.spent === undefined
              ? '?'
              : moneyText(detail.spent, undefined),
          limit: moneyText(detail.limit, detail.currency),
        }),
        t(`cost.budget.intervals.${detail.interval}`),
      ];
    case 'freeze':
      return [
        t(`statements.effects.${detail.effect}`),
        t('statements.says.freeze', detail),
        detail.timeZone,
      ];
    default:
      return [];
  }
}

/** How often a policy is broken; of the many that are not listed it is said. */
export function violationsOf(
  { violations }: Extract<StatementDetail, { type: 'policy' }>,
  t: Text,
): string | undefined {
  if (!violations) return undefined;
  const { total, listed } = violations;
  const amount = total.toLocaleString('en');
  return listed !== undefined && listed < total
    ? t('policies.violationsListed', {
        amount,
        listed: listed.toLocaleString('en'),
      })
    : t('policies.violations', { count: total, amount });
}

function counted(
  count: number,
  what: 'clusters' | 'deliveries',
  t: Text,
): string | false {
  return count > 0 && t(`statements.says.${what}`, { count });
}

/** A count that nobody told is not zero. */
export function numberOf(count: number | undefined): string {
  return count === undefined ? '?' : String(count);
}

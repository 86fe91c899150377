import { findCondition } from '../../conditions';
import { stated, withConditions } from './conditions';
import type { HealthCheck, Machine, Status } from './types';

/** Above this share of machines that are not healthy a check replaces none of them. */
const MAX_UNHEALTHY = 0.4;

/** The status of a health check as its machines make it. */
export function healthCheckStatus(
  check: HealthCheck,
  machines: readonly Machine[],
  time: string,
): Status {
  const healthy = machines.filter(
    ({ status }) =>
      findCondition(status?.conditions, 'NodeHealthy')?.status === 'True',
  ).length;
  const total = machines.length;
  const unhealthy = total - healthy;
  const limit = Math.floor(total * MAX_UNHEALTHY);
  const isAllowed = unhealthy <= limit;
  return {
    observedGeneration: check.metadata.generation,
    expectedMachines: total,
    currentHealthy: healthy,
    remediationsAllowed: isAllowed ? limit - unhealthy : 0,
    targets: machines.map(({ metadata }) => metadata.name),
    conditions: withConditions(
      check.status?.conditions,
      [
        stated(
          'RemediationAllowed',
          isAllowed,
          isAllowed
            ? ''
            : `Remediation is not allowed, the number of not started or unhealthy machines exceeds maxUnhealthy (total: ${total}, unhealthy: ${unhealthy}, maxUnhealthy: 40%)`,
          isAllowed ? 'RemediationAllowed' : 'TooManyUnhealthy',
        ),
        stated('Paused', false),
      ],
      time,
      check.metadata.generation,
    ),
  };
}

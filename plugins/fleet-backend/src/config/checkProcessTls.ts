import type { ConfigurationProblem } from '@fleetview/backstage-plugin-fleet-node';

/**
 * Tells of an environment that switches the verification of certificates off for
 * the whole process. Connections to clusters do not follow it; whatever else the
 * portal connects to does.
 */
export function checkProcessTls(
  environment: NodeJS.ProcessEnv,
): ConfigurationProblem[] {
  const value = environment.NODE_TLS_REJECT_UNAUTHORIZED;
  if (value !== '0') return [];
  return [
    {
      key: 'NODE_TLS_REJECT_UNAUTHORIZED',
      value,
      message:
        "switches the verification of certificates off for everything else that the portal connects to; clusters are verified all the same. Take it out of the environment, and say it per cluster ('skipTLSVerify') where it is meant",
    },
  ];
}

import { parseQuantity } from '@fleetview/backstage-plugin-fleet-node';
import { KubernetesError, type KubernetesClient } from '@fleetview/kube-watch';
import { recordOf, type Json } from '../manifests/json';
import type { Quota } from './TargetSight';

const QUOTAS = {
  group: '',
  version: 'v1',
  plural: 'resourcequotas',
  kind: 'ResourceQuota',
};
const MOST = 50;

/** The quotas of a namespace. @throws KubernetesError also where there are more than are read */
export async function readQuotas(
  client: Pick<KubernetesClient, 'listSome'>,
  namespace: string,
  signal: AbortSignal,
): Promise<Quota[]> {
  const { items, more } = await client.listSome(QUOTAS, {
    namespace,
    limit: MOST,
    maxBytes: 1024 * 1024,
    timeoutMs: 8_000,
    signal,
  });
  if (more) throw new KubernetesError('invalid', `more than ${MOST} quotas`);
  return items.map(({ metadata, spec, status }) => {
    const { scopes, scopeSelector, hard } = recordOf(spec);
    return {
      name: metadata.name,
      isScoped:
        (Array.isArray(scopes) && scopes.length > 0) ||
        scopeSelector !== undefined,
      hard: amountsOf(recordOf(hard)),
      used: amountsOf(recordOf(recordOf(status).used)),
    };
  });
}

function amountsOf(given: Json): Map<string, number> {
  return new Map(
    Object.entries(given).flatMap(([resource, value]) => {
      const amount = parseQuantity(value);
      return amount === undefined ? [] : [[resource, amount] as const];
    }),
  );
}

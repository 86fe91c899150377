import { KubernetesClient, KubernetesError } from '@fleetview/kube-watch';
import type { ActingClients } from '../actions';
import { inTurns, notHad, type NotHad } from '../verify';
import type { Admissions } from './judge/judgeAdmission';
import { nameOf, type Manifest } from './manifests/Manifest';
import type { PreflightPlan } from './PreflightPlan';
import { dryRun, type Admission } from './read/dryRun';
import { servedOf } from './read/servedOf';
import type { TargetSight } from './read/TargetSight';

const WITHIN_MS = 20_000;
/** So many objects are asked of; each goes through all that decides there. */
const MOST = 50;

/** Of which parts of a cluster who asks may act. */
export type MayAct = { namespaces: ReadonlySet<string>; cluster: boolean };

/**
 * Asks an API server whether it would let the manifests in, with the credentials that it is
 * acted with, and only where who asks may act.
 *
 * @param options.recorded - records that it is asked, before it is
 */
export async function askAdmission(options: {
  clients: Pick<ActingClients, 'of'>;
  clusterId: string;
  plan: PreflightPlan;
  sight: TargetSight | NotHad;
  mayAct: MayAct;
  recorded: <T>(work: () => Promise<T>) => Promise<T>;
}): Promise<{ value: Admissions } | NotHad> {
  const { clients, clusterId, plan, sight, mayAct, recorded } = options;
  if (!plan.hasObjects) {
    return { cause: 'not-asked', reason: 'no whole objects were handed in' };
  }
  // Who it is was shown to whom it is read with; of one that is another nothing is asked.
  if ('cause' in sight) return sight;
  if (!mayAct.cluster && mayAct.namespaces.size === 0) {
    return {
      cause: 'not-asked',
      reason: "you lack the permission 'fleet.instance.act' there",
    };
  }
  const client = clients.of(clusterId);
  if (!(client instanceof KubernetesClient)) {
    return { cause: 'not-asked', reason: client.reason };
  }
  try {
    return await recorded(async () => {
      const signal = AbortSignal.timeout(WITHIN_MS);
      const value = await inTurns(
        plan.manifests.map((manifest, index) => ({ manifest, index })),
        async ({ manifest, index }) => ({
          of: nameOf(manifest),
          admission:
            index < MOST
              ? await admissionOf(client, manifest, {
                  plan,
                  sight,
                  mayAct,
                  signal,
                })
              : notAsked('there are more objects than are asked of at once'),
        }),
      );
      return { value };
    });
  } catch (error) {
    if (error instanceof KubernetesError) return notHad(error);
    throw error;
  }
}

async function admissionOf(
  client: KubernetesClient,
  manifest: Manifest,
  options: {
    plan: PreflightPlan;
    sight: TargetSight;
    mayAct: MayAct;
    signal: AbortSignal;
  },
): Promise<Admission> {
  const { plan, sight, mayAct, signal } = options;
  if (!('value' in sight.discovery)) {
    return { state: 'open', ...sight.discovery };
  }
  const served = servedOf(sight.discovery.value, manifest);
  if (served.state !== 'served') {
    return {
      state: 'open',
      cause: 'not-evaluated',
      reason: `${manifest.kind} is not served`,
    };
  }
  const { resource } = served;
  const namespace = resource.namespaced
    ? plan.namespaceOf(manifest)
    : undefined;
  const may =
    namespace === undefined ? mayAct.cluster : mayAct.namespaces.has(namespace);
  if (!may) {
    return notAsked("you lack the permission 'fleet.instance.act' there");
  }
  return dryRun({
    client,
    manifest,
    resource,
    signal,
    ...(namespace === undefined ? {} : { namespace }),
  });
}

function notAsked(reason: string): Admission {
  return { state: 'open', cause: 'not-asked', reason };
}

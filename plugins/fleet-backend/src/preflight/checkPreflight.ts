import { InputError } from '@backstage/errors';
import type {
  FleetCheck,
  Preflight,
  PreflightRequest,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ActingClients } from '../actions';
import type { AuditActor, AuditRequest, AuditTrail } from '../audit';
import { findCluster } from '../read/findCluster';
import type { ReadContext, Row } from '../read/types';
import { countChecks, type ClusterAsker, type NotHad } from '../verify';
import { askAdmission, type MayAct } from './askAdmission';
import { checkTarget } from './checkTarget';
import {
  reachedNamespaces,
  reachesCluster,
  type Reach,
} from './NamespaceSight';
import { planPreflight, type PreflightPlan } from './PreflightPlan';
import { podsOf } from './manifests/podsOf';
import { readSourceImages, type SourceImages } from './read/readSourceImages';
import { readTarget } from './read/readTarget';
import type { TargetSight } from './read/TargetSight';

/** Who asks, what he may see and act on, and what it is asked with. */
export type Preflighting = {
  context: ReadContext;
  asker: ClusterAsker;
  clients: Pick<ActingClients, 'of'>;
  reads: Reach;
  acts: Reach;
  audit: AuditTrail;
  actor: AuditActor;
  request?: AuditRequest;
  now: () => number;
};

/** Whether manifests could go to clusters as they are. @throws InputError, NotFoundError */
export async function checkPreflight(
  preflighting: Preflighting,
  request: PreflightRequest,
): Promise<Preflight> {
  const { context, now } = preflighting;
  const plan = planPreflight(request);
  if (plan.kinds.length === 0 && !plan.references.length && !request.values) {
    throw new InputError(
      "There is nothing to look at. Hand in 'objects', 'kinds', 'references' or 'values'.",
    );
  }
  // All are found before any is asked: of a name that is wrong nothing is begun.
  const rows: Row[] = [];
  for (const id of new Set(request.clusters)) {
    rows.push(await findCluster(context, id, true));
  }
  const source = await sourceOf(context, plan, request);
  const targets = await Promise.all(
    rows.map(async row => {
      const checks = (
        await checkOne(preflighting, { row, plan, request, source })
      ).filter(
        ({ kind }) =>
          !request.checks?.length ||
          (request.checks as string[]).includes(kind),
      );
      return {
        cluster: { id: row.id as string, name: row.name as string },
        checks,
        counts: countChecks(checks),
      };
    }),
  );
  return {
    asOf: new Date(now()).toISOString(),
    targets,
    counts: countChecks(targets.flatMap(({ checks }) => checks)),
  };
}

async function sourceOf(
  context: ReadContext,
  { manifests }: PreflightPlan,
  { source }: PreflightRequest,
): Promise<SourceImages | undefined> {
  if (!source) return undefined;
  const names = manifests.flatMap(manifest =>
    podsOf(manifest, manifest.object) && manifest.name ? [manifest.name] : [],
  );
  return readSourceImages(context, source.cluster, names);
}

async function checkOne(
  preflighting: Preflighting,
  options: {
    row: Row;
    plan: PreflightPlan;
    request: PreflightRequest;
    source: SourceImages | undefined;
  },
): Promise<FleetCheck[]> {
  const { context, clients, reads, now } = preflighting;
  const { row, plan, request, source } = options;
  const clusterId: string = row.id;
  const namespaces = [
    ...new Set([
      ...plan.manifests.map(plan.namespaceOf),
      ...plan.references.map(({ namespace }) => namespace),
    ]),
  ];
  const seen = await reachedNamespaces(context, reads, clusterId, namespaces);
  const sight = await lookAt(preflighting, row, plan, seen);
  const isAsked =
    !request.checks?.length || request.checks.includes('admission');
  const admission = isAsked
    ? await askAdmission({
        clients,
        clusterId,
        plan,
        sight,
        mayAct: await mayActOf(preflighting, clusterId, [...seen]),
        recorded: work => recordDryRun(preflighting, row, plan, work),
      })
    : ({ cause: 'not-asked', reason: 'nobody wanted it' } as const);
  return checkTarget({
    plan,
    request,
    sight,
    admission,
    now: now(),
    ...(source ? { source } : {}),
  });
}

/** Nobody acts on what he may not see. */
async function mayActOf(
  { context, reads, acts }: Preflighting,
  clusterId: string,
  seen: readonly string[],
): Promise<MayAct> {
  return {
    namespaces: await reachedNamespaces(context, acts, clusterId, seen),
    cluster:
      reachesCluster(acts, clusterId) && reachesCluster(reads, clusterId),
  };
}

async function lookAt(
  { asker, now }: Preflighting,
  row: Row,
  plan: PreflightPlan,
  seen: ReadonlySet<string>,
): Promise<TargetSight | NotHad> {
  if (row.reachability === 'quarantined') {
    // Credentials do not go to a cluster that is another than it was.
    return {
      cause: 'not-asked',
      reason: row.reachability_reason ?? 'it is held back',
    };
  }
  const given = await asker.ask(row.id, (client, signal) =>
    readTarget({
      client,
      plan,
      now,
      signal,
      sees: namespace => seen.has(namespace),
      ...(row.uid ? { uid: row.uid as string } : {}),
    }),
  );
  return 'answer' in given ? given.answer : given;
}

/** What is asked with acting credentials is recorded before it is, though it keeps nothing. */
function recordDryRun<T>(
  { audit, actor, request }: Preflighting,
  row: Row,
  { manifests }: PreflightPlan,
  work: () => Promise<T>,
): Promise<T> {
  return audit.perform(
    {
      event: 'admission-asked',
      actor,
      target: { id: row.id, name: row.name },
      after: { objects: manifests.length },
    },
    work,
    { request },
  );
}

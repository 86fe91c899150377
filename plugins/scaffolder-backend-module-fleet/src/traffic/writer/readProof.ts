import { InputError, isError } from '@backstage/errors';
import type {
  EntityKey,
  Instance,
  Statement,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  findCluster,
  type FleetServiceRequestOptions,
} from '@fleetview/backstage-plugin-fleet-node';
import { askFleet, type Asking, type FleetAsker } from '../../fleet/askFleet';
import { judgeDeliveries } from './judgeDeliveries';
import { judgeLease } from './judgeLease';
import type {
  DeliveriesProof,
  LeaseProof,
  Proof,
  WantedProof,
  WriterMark,
} from './Writer';

type Fleet = FleetAsker['fleet'];

const REFERENCE = /^(?:([\w-]{1,63}):)?(?:([\w.-]{1,63})\/)?([\w.-]{1,63})$/;
const PAGE = 100;
/** What is not found by then is not looked for any longer. */
const MOST_PAGES = 20;
/** What whoever started the task can put right. */
const OWN_FAULT = new Set(['InputError', 'NotAllowedError', 'NotFoundError']);

/**
 * Asks the fleet whether the writer was handed on. Where it does not answer, that is unknown.
 *
 * @throws InputError where a cluster or a component is not there, or may not be seen
 */
export async function readProof(
  asker: FleetAsker,
  asking: Asking,
  wanted: WantedProof,
  mark: WriterMark,
): Promise<Proof> {
  if (wanted.by === 'none') {
    return {
      verdict: 'unknown',
      words: 'Nothing is named that would show who writes.',
    };
  }
  try {
    return await askFleet(
      asker,
      asking,
      `read who writes by '${wanted.by}'`,
      (fleet, options) =>
        wanted.by === 'lease'
          ? readLease(fleet, options, wanted, mark)
          : readDeliveries(fleet, options, wanted, mark),
    );
  } catch (error) {
    const isOwn = isError(error) && OWN_FAULT.has(error.name);
    if (isOwn || asking.signal?.aborted) throw error;
    return {
      verdict: 'unknown',
      words: `The fleet did not say who writes: ${
        isError(error) ? error.message : 'it failed'
      }.`,
    };
  }
}

async function readLease(
  fleet: Fleet,
  options: FleetServiceRequestOptions,
  wanted: LeaseProof,
  mark: WriterMark,
): Promise<Proof> {
  const id = await findCluster(fleet, wanted.cluster, options);
  const statements: Statement[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = await fleet.listClusterStatements(
      id,
      {
        type: ['lease'],
        text: wanted.name,
        limit: PAGE,
        ...(cursor ? { cursor } : {}),
      },
      options,
    );
    statements.push(...page.items);
    cursor = page.nextCursor;
    if (!cursor) break;
  }
  return judgeLease(statements, wanted, mark);
}

async function readDeliveries(
  fleet: Fleet,
  options: FleetServiceRequestOptions,
  { component, clusters, revision }: DeliveriesProof,
  mark: WriterMark,
): Promise<Proof> {
  const ids = new Map<string, string>();
  for (const name of clusters) {
    ids.set(await findCluster(fleet, name, options), name);
  }
  const entity = entityOf(component);
  const instances: Instance[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const page = await fleet.getComponent(
      entity,
      { limit: PAGE, ...(cursor ? { cursor } : {}) },
      options,
    );
    instances.push(...page.instances);
    cursor = page.nextCursor;
    pages += 1;
  } while (cursor && pages < MOST_PAGES);
  if (cursor) {
    return {
      verdict: 'unknown',
      words: `'${component}' is on more clusters than are looked at.`,
    };
  }
  return judgeDeliveries(instances, ids, mark.file, revision);
}

function entityOf(reference: string): EntityKey {
  const [, kind = 'component', namespace = 'default', name] =
    REFERENCE.exec(reference) ?? [];
  if (name) return { kind, namespace, name };
  throw new InputError(
    `'proof.component' is '${reference.slice(
      0,
      200,
    )}', which is no reference of an entity. Write it as in 'component:default/shop'.`,
  );
}

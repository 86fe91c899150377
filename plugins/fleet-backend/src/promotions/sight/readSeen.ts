import { readInstanceParts, type InstanceParts } from '../../derive/rollouts';
import { componentInstances } from '../../read/getComponent';
import type { ReadContext } from '../../read/types';
import { visibleOf } from '../../read/visible';
import type { SeenInstance } from '../types';
import { readRunning } from './readRunning';
import { toSeen } from './toSeen';

/**
 * All instances of a component that the reader may see, as promotions ask for them, and what
 * all of them are made of, whoever may see them.
 */
export async function readSeen(
  context: ReadContext,
  entityRef: string,
): Promise<{ seen: SeenInstance[]; parts: readonly InstanceParts[] }> {
  const { knex, now } = context;
  const parts = await readInstanceParts({ knex, entityRef, now });
  const visible = await visibleParts(context, entityRef, parts);
  const running = await readRunning(knex, visible);
  return { seen: visible.map(each => toSeen(each, running, now)), parts };
}

/** What may be seen of them: neither instances that are hidden, nor what hidden hubs say. */
async function visibleParts(
  context: ReadContext,
  entityRef: string,
  parts: readonly InstanceParts[],
): Promise<readonly InstanceParts[]> {
  const { knex, view } = context;
  if (!view) return parts;
  const ids = new Set<string>(
    await visibleOf(
      context,
      componentInstances(knex, entityRef),
      'instance',
    ).pluck('id'),
  );
  const seen = parts.filter(({ instanceId }) => ids.has(instanceId));
  const wanted = [
    ...new Set(
      seen.flatMap(({ deliveries }) => deliveries.map(({ id }) => id)),
    ),
  ];
  const deliveries = new Set<string>();
  for (let start = 0; start < wanted.length; start += 500) {
    const some: string[] = await visibleOf(
      context,
      knex('delivery').whereIn('id', wanted.slice(start, start + 500)),
      'delivery',
    ).pluck('id');
    for (const id of some) deliveries.add(id);
  }
  return seen.map(each => ({
    ...each,
    deliveries: each.deliveries.filter(({ id }) => deliveries.has(id)),
    evidence: {
      ...each.evidence,
      deliveries: each.evidence.deliveries.filter(({ id }) =>
        deliveries.has(id),
      ),
    },
  }));
}

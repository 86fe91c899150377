import type { Knex } from 'knex';
import type { EntityIndex } from '../../mapping/EntityIndex';
import { breather } from '../breather';
import { runSteps } from '../statements';
import { deriveEntity, type RolloutsConfig } from './deriveEntity';
import { readEvidenceOf } from './readEvidence';
import { readRolloutsOf } from './readRollouts';
import { writeRollouts, type RolloutChange } from './writeRollouts';

/** What came of deriving the rollouts of some components. */
export type DerivedEntities = {
  /** Whether anything visible changed. */
  visible: boolean;
  /** Those that have to be derived again because somebody else wrote meanwhile. */
  outdated: Set<string>;
  /** Those that could not be derived, each with its error. */
  failed: Map<string, unknown>;
};

/**
 * Derives the rollouts of some components and writes what differs: one statement per
 * table reads what they are derived from, one per table writes.
 *
 * @throws where the database fails: then nothing is written of any
 */
export async function deriveEntities(options: {
  knex: Knex;
  entityRefs: readonly string[];
  entities: EntityIndex;
  config: RolloutsConfig;
  now: number;
}): Promise<DerivedEntities> {
  const { knex, entityRefs, now, ...rest } = options;
  const remembered = await readRolloutsOf({ knex, entityRefs });
  const members = await readEvidenceOf({ knex, entityRefs, now });
  const changes: RolloutChange[] = [];
  const failed = new Map<string, unknown>();
  const breathe = breather();
  for (const [entityRef, known] of remembered) {
    try {
      const change = deriveEntity({
        ...rest,
        entityRef,
        remembered: known,
        members: members.get(entityRef) ?? [],
        now,
      });
      if (change) changes.push(change);
    } catch (error) {
      failed.set(entityRef, error);
    }
    await breathe();
  }
  const written =
    changes.length === 0
      ? new Set<string>()
      : await runSteps(knex, () => writeRollouts(knex, changes));
  return {
    visible: changes.some(
      change =>
        written.has(change.entityRef) &&
        change.rollouts.length + change.members.length + change.gone.length > 0,
    ),
    outdated: new Set(
      changes.flatMap(({ entityRef }) =>
        written.has(entityRef) ? [] : [entityRef],
      ),
    ),
    failed,
  };
}

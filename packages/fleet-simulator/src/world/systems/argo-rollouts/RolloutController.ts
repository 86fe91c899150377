import type { ObjectStore } from '../../../store/ObjectStore';
import type { WorldClock } from '../../WorldClock';
import type { Analyses } from './Analyses';
import { advanceCanary } from './advanceCanary';
import { advanceBlueGreen } from './advanceBlueGreen';
import { referenceOf } from './builders';
import { describeStatus } from './describeStatus';
import { API_VERSION, type Rollout, type RolloutStatus } from './kinds';
import type { RevisionSets } from './RevisionSets';
import type { StepContext } from './step';

const STATUS_WRITER = {
  manager: 'rollouts-controller',
  operation: 'Update' as const,
  subresource: 'status',
};

/** As the controller writes it: without what is not set, and without counts of zero. */
function compact(status: RolloutStatus): RolloutStatus {
  return Object.fromEntries(
    Object.entries(status).filter(
      ([key, entry]) =>
        entry !== undefined &&
        entry !== null &&
        entry !== false &&
        (entry !== 0 || key === 'currentStepIndex'),
    ),
  );
}

/** Moves the Rollouts of one cluster towards their specifications, one step per tick. */
export class RolloutController {
  readonly #store: ObjectStore;
  readonly #clock: WorldClock;
  readonly #sets: RevisionSets;
  readonly #analyses: Analyses;

  constructor(
    store: ObjectStore,
    clock: WorldClock,
    sets: RevisionSets,
    analyses: Analyses,
  ) {
    this.#store = store;
    this.#clock = clock;
    this.#sets = sets;
    this.#analyses = analyses;
  }

  tick(): void {
    for (const rollout of this.#store.all<Rollout>(API_VERSION, 'Rollout')) {
      this.step(rollout);
    }
  }

  step(rollout: Rollout): void {
    const { strategy } = rollout.spec;
    const hash = this.#sets.ensure(rollout);
    const context: StepContext = {
      rollout,
      status: this.#begin(rollout, hash),
      hash,
      revision: this.#sets.revisionOf(rollout, hash),
      now: this.#clock.now(),
      sets: this.#sets,
      analyses: this.#analyses,
    };
    const result = strategy.canary
      ? advanceCanary(context, strategy.canary)
      : advanceBlueGreen(context);
    this.#sets.scale(rollout, result.pods);
    this.#restart(context);
    const status = compact(describeStatus(context, result));
    if (JSON.stringify(status) === JSON.stringify(rollout.status)) return;
    this.#store.update<Rollout>(
      referenceOf(rollout),
      draft => {
        draft.status = status;
      },
      STATUS_WRITER,
    );
  }

  /** The status that is moved on; anew where another template is wanted. */
  #begin(rollout: Rollout, hash: string): RolloutStatus {
    const status = structuredClone(rollout.status ?? {});
    status.observedGeneration = String(rollout.metadata.generation ?? 1);
    if (status.currentPodHash === hash) return status;
    const { canary, blueGreen } = status;
    if (canary?.currentBackgroundAnalysisRunStatus) {
      this.#analyses.end(rollout, canary.currentBackgroundAnalysisRunStatus);
    }
    return {
      observedGeneration: status.observedGeneration,
      currentPodHash: hash,
      stableRS: status.stableRS,
      ...(blueGreen && { blueGreen }),
      ...(canary?.weights && { canary: { weights: canary.weights } }),
      conditions: status.conditions,
      restartedAt: status.restartedAt,
      currentStepIndex: 0,
    };
  }

  /** Pods that are older than what was asked for end, one at a time. */
  #restart({ rollout, status, now }: StepContext): void {
    const { restartAt } = rollout.spec;
    if (!restartAt || status.restartedAt === restartAt) return;
    const time = Date.parse(restartAt);
    if (Number.isNaN(time) || time > now) return;
    if (!this.#sets.replaceOlder(rollout, time)) status.restartedAt = restartAt;
  }
}

import type {
  FleetCheck,
  GateFact,
  PlanBinding,
  PreflightFact,
} from '@fleetview/backstage-plugin-fleet-common';
import { Turnstile } from '../../collector/Turnstile';
import type { NotHad } from '../../verify';
import type { PreflightTarget } from './PreflightTarget';

/** For how long an answer counts. */
export const PREFLIGHT_FRESH_MS = 30 * 60_000;
/** It is asked again while the last answer still counts. */
const AGAIN_MS = 20 * 60_000;
/** Where something is not as it should be somebody repairs it: sooner at first, and later later. */
const SOON_MS = 60_000;
const SOON_AT_MOST_MS = 5 * 60_000;
/** Of what nobody has asked for so long nothing is kept. */
const FORGOTTEN_MS = 60 * 60_000;
/** Clusters at a time; people who ask have the rest of the turns. */
const AT_ONCE = 2;

type Held = {
  lookedAt: number;
  isBeingAsked: boolean;
  answer?: {
    at: number;
    /** How often in a row it was not as it should be. */
    bad: number;
    fact: { checks: FleetCheck[] } | NotHad;
  };
};

/**
 * What clusters answer, asked whether a release could go there. Asked beside what goes through
 * promotions, a few at a time and no more often than it takes, and kept in memory alone: a replica
 * that has just begun asks again.
 */
export class PromotionPreflight {
  readonly #ask: (
    target: PreflightTarget,
  ) => Promise<{ checks: FleetCheck[] } | NotHad>;
  readonly #now: () => number;
  readonly #held = new Map<string, Held>();
  readonly #turnstile = new Turnstile(AT_ONCE);

  constructor(options: {
    /** May throw: that is told as a reason. */
    ask: (
      target: PreflightTarget,
    ) => Promise<{ checks: FleetCheck[] } | NotHad>;
    /** By the database's clock. */
    now: () => number;
  }) {
    this.#ask = options.ask;
    this.#now = options.now;
  }

  /** What is known of each cluster for a plan. What is not known yet, or will soon be old, is asked for. */
  factsOf(
    binding: PlanBinding,
    targets: readonly PreflightTarget[],
  ): ReadonlyMap<string, GateFact<PreflightFact>> {
    const now = this.#now();
    for (const [key, { lookedAt }] of this.#held) {
      if (now - lookedAt > FORGOTTEN_MS) this.#held.delete(key);
    }
    return new Map(
      targets.map(target => {
        const key = JSON.stringify([
          binding.planHash,
          binding.commit,
          target.cluster,
        ]);
        const held: Held = this.#held.get(key) ?? {
          lookedAt: now,
          isBeingAsked: false,
        };
        held.lookedAt = now;
        this.#held.set(key, held);
        if (!held.isBeingAsked && isDue(held, now)) {
          held.isBeingAsked = true;
          void this.#renew(held, target);
        }
        return [target.cluster, factOf(held, now)];
      }),
    );
  }

  async #renew(held: Held, target: PreflightTarget): Promise<void> {
    await this.#turnstile.enter();
    try {
      const fact = await this.#ask(target).catch(
        (error): NotHad => ({
          cause: 'not-evaluated',
          reason: error instanceof Error ? error.message : String(error),
        }),
      );
      const isGood =
        'checks' in fact &&
        fact.checks.every(({ status }) =>
          ['passed', 'not-applicable'].includes(status),
        );
      const bad = isGood ? 0 : (held.answer?.bad ?? 0) + 1;
      held.answer = { at: this.#now(), bad, fact };
    } finally {
      held.isBeingAsked = false;
      this.#turnstile.leave();
    }
  }
}

function isDue({ answer }: Held, now: number): boolean {
  if (!answer) return true;
  const { at, bad } = answer;
  const waits =
    bad === 0
      ? AGAIN_MS
      : Math.min(SOON_AT_MOST_MS, SOON_MS * 2 ** Math.min(bad - 1, 10));
  return now - at >= waits;
}

function factOf({ answer }: Held, now: number): GateFact<PreflightFact> {
  if (!answer || now - answer.at > PREFLIGHT_FRESH_MS) {
    return { known: 'to-be-asked', confirmedAt: now };
  }
  const { fact, at } = answer;
  return 'checks' in fact
    ? { known: fact, confirmedAt: at }
    : { unknown: fact.reason };
}

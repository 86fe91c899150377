import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '@backstage/core-plugin-api';
import {
  ENDED_PROMOTION_STATES,
  FleetResponseError,
  type FleetApi,
  type FleetGate,
  type FleetPromotion,
  type FleetPromotionChange,
  type FleetPromotionWave,
  type ListPromotionsQuery,
  type Pipeline,
  type PromotionPage,
  type PromotionPlanAnswer,
  type PromotionPlanQuery,
  type PromotionPreflightAnswer,
} from '@fleetview/backstage-plugin-fleet-common';
import { fleetApiRef } from '../api';
import { shownAnswer } from '../viewModels/shownAnswer';
import { FLEET_QUERY_KEY } from './keys';
import type { Sight } from './sight';
import {
  useFleetQuery,
  usePagedFleetQuery,
  type PagedSight,
} from './useFleetQuery';

/** Promotions go on by themselves, which is no revision of the fleet: a page asks for them. */
const FOLLOW_MS = 5_000;
const LIST_MS = 15_000;

/**
 * A gate with the keys of its evidence as they came: who overrides it says by them what was
 * seen, and what is shown of a key is made visible.
 *
 * @public
 */
export type ShownGate = Omit<FleetGate, 'evidence'> & {
  evidence: (FleetGate['evidence'][number] & { id: string })[];
};

/**
 * A change in Git with the address of where it is proposed as it came.
 *
 * @public
 */
export type ShownPromotionChange = FleetPromotionChange & { url?: string };

/** @public */
export type ShownPromotionWave = Omit<FleetPromotionWave, 'changes'> & {
  changes: ShownPromotionChange[];
};

/** @public */
export type ShownPromotion = Omit<FleetPromotion, 'gates' | 'waves'> & {
  gates: ShownGate[];
  waves: ShownPromotionWave[];
};

/** @public */
export type ShownPromotionPlan = Omit<PromotionPlanAnswer, 'gates'> & {
  gates: ShownGate[];
};

function doesGoOn({ state, rollback }: ShownPromotion): boolean {
  return (
    !ENDED_PROMOTION_STATES.includes(state) ||
    (rollback !== undefined && state !== 'rolled-back')
  );
}

function withIds(gates: readonly FleetGate[]): ShownGate[] {
  return gates.map(gate => ({
    ...gate,
    evidence: gate.evidence.map(each => ({ ...each, id: each.key })),
  }));
}

function withAddresses(waves: readonly FleetPromotionWave[]) {
  return waves.map(wave => ({
    ...wave,
    changes: wave.changes.map(change => ({
      ...change,
      ...(change.reference === undefined ? {} : { url: change.reference }),
    })),
  }));
}

/**
 * The stages of a component, what runs on each, and what may move.
 *
 * @param component - an entity reference
 * @public
 */
export function usePipeline(component: string): Sight<Pipeline> {
  return useFleetQuery({
    key: ['promotions', 'pipeline', component],
    everyMs: ({ configured }) => (configured ? LIST_MS : false),
    read: (api, signal) => api.getPipeline(component, signal),
  });
}

/**
 * What a promotion would do, and what holds it up now.
 *
 * @public
 */
export function usePromotionPlan(
  query: PromotionPlanQuery,
): Sight<ShownPromotionPlan> {
  const { component, from, to } = query;
  return useFleetQuery({
    key: ['promotions', 'plan', component, from, to],
    read: async (api, signal) => {
      const plan = await api.getPromotionPlan(query, signal);
      return { ...plan, gates: withIds(plan.gates) };
    },
  });
}

/** @public */
export type ShownPromotionPreflight = Omit<PromotionPreflightAnswer, 'gate'> & {
  gate: ShownGate;
};

/**
 * Asks the clusters that a promotion goes to whether they would take what it brings: only when
 * somebody wants it, as no page asks clusters.
 *
 * @public
 */
export function useAskPreflight(query: PromotionPlanQuery): {
  ask: () => void;
  answer?: ShownPromotionPreflight;
  error?: Error;
  isAsking: boolean;
} {
  const api = useApi(fleetApiRef);
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: async () => {
      const answer = await api.askPromotionPreflight(query);
      const [gate] = withIds([answer.gate]);
      return shownAnswer({ ...answer, gate });
    },
    retry: false,
  });
  return {
    ask: () => mutate(),
    ...(data ? { answer: data } : {}),
    ...(error ? { error } : {}),
    isAsking: isPending,
  };
}

/**
 * Promotions, those that were asked for last first.
 *
 * @public
 */
export function usePromotions(
  query: Omit<ListPromotionsQuery, 'cursor'>,
): PagedSight<PromotionPage> {
  return usePagedFleetQuery({
    subject: ['promotions', 'list'],
    filter: query,
    everyMs: LIST_MS,
    read: (api, cursor, signal) =>
      api.listPromotions({ ...query, cursor }, signal),
  });
}

/**
 * One promotion, with its plan, its gates and what happened.
 *
 * @public
 */
export function usePromotion(promotionId: string): Sight<ShownPromotion> {
  return useFleetQuery({
    key: ['promotions', 'one', promotionId],
    everyMs: promotion => (doesGoOn(promotion) ? FOLLOW_MS : LIST_MS),
    read: async (api, signal) => {
      const promotion = await api.getPromotion(promotionId, signal);
      return {
        ...promotion,
        gates: withIds(promotion.gates),
        waves: withAddresses(promotion.waves),
      };
    },
  });
}

/**
 * Asks for a promotion, or changes one. Never tried again by itself; afterwards what is
 * shown is read anew.
 *
 * @public
 */
export function useChangePromotion(): {
  change: (
    work: (api: FleetApi) => Promise<FleetPromotion>,
    onDone?: (promotion: FleetPromotion) => void,
  ) => void;
  error?: Error;
  /** It is another one by now than what was shown. */
  isOther: boolean;
  isChanging: boolean;
} {
  const api = useApi(fleetApiRef);
  const client = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: (work: (api: FleetApi) => Promise<FleetPromotion>) => work(api),
    // Also what was refused: it may have changed since it was shown.
    onSettled: () => {
      void client.invalidateQueries({ queryKey: FLEET_QUERY_KEY });
    },
    retry: false,
  });
  return {
    change: (work, onDone) =>
      mutate(work, { onSuccess: promotion => onDone?.(promotion) }),
    ...(error ? { error } : {}),
    isOther: error instanceof FleetResponseError && error.status === 409,
    isChanging: isPending,
  };
}

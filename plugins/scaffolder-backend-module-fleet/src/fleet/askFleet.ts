import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { ForwardedError, NotAllowedError } from '@backstage/errors';
import type {
  FleetService,
  FleetServiceRequestOptions,
} from '@fleetview/backstage-plugin-fleet-node';

/** How long an answer of the fleet is waited for. */
const PATIENCE_MS = 30_000;

/** What an action asks the fleet with. */
export type FleetAsker = {
  auth: AuthService;
  fleet: Pick<
    FleetService,
    | 'getException'
    | 'requestException'
    | 'listClusters'
    | 'getCluster'
    | 'listClusterStatements'
    | 'getDriftEpisode'
    | 'getComponent'
    | 'listActions'
    | 'planAction'
    | 'startAction'
    | 'listRuns'
    | 'getRun'
    | 'verifyCluster'
    | 'verifyCandidate'
    | 'checkPreflight'
    | 'getPromotionPlan'
    | 'getPromotion'
    | 'getPromotionChanges'
    | 'requestPromotion'
    | 'rollBackPromotion'
    | 'notePromotionChange'
  >;
};

/** In whose name tasks are that the fleet starts by itself. */
const FLEET = 'plugin:fleet';

/** Of the context of an action: who started the task, and what ends it. */
export type Asking = {
  getInitiatorCredentials(): Promise<BackstageCredentials>;
  signal?: AbortSignal;
};

/**
 * Asks the fleet in the name of the person who started the task, with what that person may see and
 * do, and never with the rights of the portal itself.
 *
 * @param what - a verb and its object, as they stand in messages
 * @param by - whether the fleet itself may have started it as well, and no other service
 * @throws NotAllowedError where no person started it; else what the fleet says, with what was asked
 */
export async function askFleet<T>(
  { auth, fleet }: FleetAsker,
  asking: Asking,
  what: string,
  ask: (
    asked: FleetAsker['fleet'],
    options: FleetServiceRequestOptions,
  ) => Promise<T>,
  by: 'person' | 'person-or-fleet' = 'person',
): Promise<T> {
  const credentials = await asking.getInitiatorCredentials();
  const isFleet =
    by === 'person-or-fleet' &&
    auth.isPrincipal(credentials, 'service') &&
    credentials.principal.subject === FLEET;
  if (!isFleet && !auth.isPrincipal(credentials, 'user')) {
    throw new NotAllowedError(
      `No person started this task, and it takes one to ${what}. Start the template signed in.`,
    );
  }
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const signal = asking.signal
    ? AbortSignal.any([asking.signal, patience])
    : patience;
  try {
    return await ask(fleet, { credentials, signal });
  } catch (error) {
    if (asking.signal?.aborted) throw error;
    if (patience.aborted) {
      throw new Error(
        `The fleet did not answer within ${
          PATIENCE_MS / 1000
        } s to ${what}. Whether that was done is not known; to run the step again is safe.`,
      );
    }
    throw new ForwardedError(`Could not ${what}`, error);
  }
}

import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  FleetClient,
  FleetResponseError,
} from '@fleetview/backstage-plugin-fleet-common';
import type {
  Connections,
  FleetService,
  FleetServiceRequestOptions,
} from './FleetService';
import { listAllConnections } from './listAllConnections';

/** Asks the fleet over HTTP, in the name of whoever asks. */
export class DefaultFleetService implements FleetService {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): DefaultFleetService {
    return new DefaultFleetService(options);
  }

  private constructor(
    options: Parameters<typeof DefaultFleetService.create>[0],
  ) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  listConnections(
    options: FleetServiceRequestOptions & { unless?: string },
  ): Promise<Connections | undefined> {
    return this.#ask(options, client => listAllConnections(client, options));
  }

  getComponent(
    ...[entity, query, options]: Parameters<FleetService['getComponent']>
  ) {
    return this.#ask(options, client =>
      client.getComponent(entity, query, options.signal),
    );
  }

  listClusters(...[query, options]: Parameters<FleetService['listClusters']>) {
    return this.#ask(options, client =>
      client.listClusters(query, options.signal),
    );
  }

  getCluster(...[clusterId, options]: Parameters<FleetService['getCluster']>) {
    return this.#ask(options, client =>
      client.getCluster(clusterId, options.signal),
    );
  }

  listClusterStatements(
    ...[clusterId, query, options]: Parameters<
      FleetService['listClusterStatements']
    >
  ) {
    return this.#ask(options, client =>
      client.listClusterStatements(clusterId, query, options.signal),
    );
  }

  listExceptions(
    ...[query, options]: Parameters<FleetService['listExceptions']>
  ) {
    return this.#ask(options, client =>
      client.listExceptions(query, options.signal),
    );
  }

  getException(
    ...[exceptionId, options]: Parameters<FleetService['getException']>
  ) {
    return this.#ask(options, client =>
      client.getException(exceptionId, options.signal),
    );
  }

  requestException(
    ...[request, options]: Parameters<FleetService['requestException']>
  ) {
    return this.#ask(options, client =>
      client.requestException(request, options.signal),
    );
  }

  getDriftEpisode(
    ...[episodeId, options]: Parameters<FleetService['getDriftEpisode']>
  ) {
    return this.#ask(options, client =>
      client.getDriftEpisode(episodeId, options.signal),
    );
  }

  listActions(
    ...[instanceId, options]: Parameters<FleetService['listActions']>
  ) {
    return this.#ask(options, client =>
      client.listActions(instanceId, options.signal),
    );
  }

  getRun(...[runId, options]: Parameters<FleetService['getRun']>) {
    return this.#ask(options, client => client.getRun(runId, options.signal));
  }

  planAction(
    ...[instanceId, question, options]: Parameters<FleetService['planAction']>
  ) {
    return this.#ask(options, client =>
      client.planAction(instanceId, question, options.signal),
    );
  }

  startAction(
    ...[instanceId, request, options]: Parameters<FleetService['startAction']>
  ) {
    return this.#ask(options, client =>
      client.startAction(instanceId, request, options.signal),
    );
  }

  listRuns(
    ...[instanceId, query, options]: Parameters<FleetService['listRuns']>
  ) {
    return this.#ask(options, client =>
      client.listRuns(instanceId, query, options.signal),
    );
  }

  getPromotionPlan(
    ...[query, options]: Parameters<FleetService['getPromotionPlan']>
  ) {
    return this.#ask(options, client =>
      client.getPromotionPlan(query, options.signal),
    );
  }

  getPromotion(
    ...[promotionId, options]: Parameters<FleetService['getPromotion']>
  ) {
    return this.#ask(options, client =>
      client.getPromotion(promotionId, options.signal),
    );
  }

  requestPromotion(
    ...[request, options]: Parameters<FleetService['requestPromotion']>
  ) {
    return this.#ask(options, client =>
      client.requestPromotion(request, options.signal),
    );
  }

  rollBackPromotion(
    ...[promotionId, reason, options]: Parameters<
      FleetService['rollBackPromotion']
    >
  ) {
    return this.#ask(options, client =>
      client.rollBackPromotion(promotionId, reason, options.signal),
    );
  }

  getPromotionChanges(
    ...[promotionId, query, options]: Parameters<
      FleetService['getPromotionChanges']
    >
  ) {
    return this.#ask(options, client =>
      client.getPromotionChanges(promotionId, query, options.signal),
    );
  }

  notePromotionChange(
    ...[promotionId, note, options]: Parameters<
      FleetService['notePromotionChange']
    >
  ) {
    return this.#ask(options, client =>
      client.notePromotionChange(promotionId, note, options.signal),
    );
  }

  verifyCluster(
    ...[clusterId, wanted, options]: Parameters<FleetService['verifyCluster']>
  ) {
    return this.#ask(options, client =>
      client.verifyCluster(clusterId, wanted, options.signal),
    );
  }

  verifyCandidate(
    ...[wanted, options]: Parameters<FleetService['verifyCandidate']>
  ) {
    return this.#ask(options, client =>
      client.verifyCandidate(wanted, options.signal),
    );
  }

  checkPreflight(
    ...[request, options]: Parameters<FleetService['checkPreflight']>
  ) {
    return this.#ask(options, client =>
      client.checkPreflight(request, options.signal),
    );
  }

  async #ask<T>(
    { credentials, signal }: FleetServiceRequestOptions,
    ask: (client: FleetClient) => Promise<T>,
  ): Promise<T> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: 'fleet',
    });
    const client = new FleetClient({
      discoveryApi: this.#discovery,
      fetchApi: {
        fetch: (input, init) => {
          const request = new Request(input, init);
          if (token) request.headers.set('authorization', `Bearer ${token}`);
          return fetch(request);
        },
      },
    });
    try {
      return await ask(client);
    } catch (error) {
      signal?.throwIfAborted();
      throw inWords(error);
    }
  }
}

/** What the fleet says of itself stays; what only a proxy or nobody says is put into words. */
function inWords(error: unknown): unknown {
  if (!(error instanceof FleetResponseError)) {
    return new ServiceUnavailableError(
      'The fleet cannot be reached. Check that its backend runs, and that discovery leads to it',
      error,
    );
  }
  // An answer of Fleet has a name of its own.
  const isOfFleet = error.name !== 'ResponseError';
  if (isOfFleet && error.status < 500) return error;
  if (error.status === 404) {
    return new ServiceUnavailableError(
      'There is no fleet where discovery leads to. Check that @fleetview/backstage-plugin-fleet-backend is installed',
      error,
    );
  }
  return error.status >= 500
    ? new ServiceUnavailableError(
        `The fleet failed with ${error.status}; its log says why`,
        error,
      )
    : error;
}

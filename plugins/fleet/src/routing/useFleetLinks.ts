import { createContext, useContext, useMemo } from 'react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type {
  AttentionItem,
  CountedState,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  entityRefOf,
  filterSearch,
} from '@fleetview/backstage-plugin-fleet-react';
import {
  auditRouteRef,
  clusterRouteRef,
  clustersRouteRef,
  complianceRouteRef,
  costRouteRef,
  driftRouteRef,
  pricesRouteRef,
  exceptionsRouteRef,
  promotionRouteRef,
  promotionsRouteRef,
  rolloutsRouteRef,
  rootRouteRef,
  skewRouteRef,
  unboundRouteRef,
} from './routes';
import { clusterTabOf, type ClusterTab } from './clusterTabs';

/**
 * Where everything is. Every number on the pages leads to exactly the list
 * that it counts, so all of those addresses are made here.
 */
export interface FleetLinks {
  overview: string;
  audit: string;
  /** Clusters against components, and releases on their way. */
  rollouts: string;
  /** Releases on their way from stage to stage. */
  promotions: (filter?: Record<string, string[]>) => string;
  promotion: (promotionId: string) => string;
  /** What is not as it is desired. */
  drift: (filter?: Record<string, string[]>) => string;
  /** How far policies are kept. */
  compliance: string;
  /** In what clusters that should be alike are not; of one or two, beside each other. */
  skew: (search?: Record<string, string[]>) => string;
  /** What is spent, and what will be. */
  cost: string;
  /** The price sheet. */
  prices: string;
  /** The ledger of exceptions, or a form to ask for one. */
  exceptions: (search?: Record<string, string[]>) => string;
  /** One component over the fleet, with its attributes as columns. */
  attributes: (entityRef: string) => string;
  clusters: (filter?: Record<string, string[]>) => string;
  cluster: (
    clusterId: string,
    options?: { tab?: ClusterTab; states?: CountedState[] },
  ) => string;
  /** What is bound to no component. */
  unbound: (filter?: Record<string, string[]>) => string;
  /** The catalog's page of an entity; `undefined` where the text is no reference. */
  entity: (entityRef: string) => string | undefined;
  /** The Fleet tab of a component; `undefined` where the text is no reference. */
  component: (entityRef: string) => string | undefined;
  attention: (item: AttentionItem) => string;
}

/**
 * Where one cluster is shown apart from the pages of Fleet: what leads to it
 * there stays there.
 */
export type ClusterPlace = { clusterId: string; path: string };

export const ClusterPlaceContext = createContext<ClusterPlace | undefined>(
  undefined,
);

export function useFleetLinks(): FleetLinks {
  const place = useContext(ClusterPlaceContext);
  const overview = useRouteRef(rootRouteRef);
  const audit = useRouteRef(auditRouteRef);
  const clusters = useRouteRef(clustersRouteRef);
  const cluster = useRouteRef(clusterRouteRef);
  const unbound = useRouteRef(unboundRouteRef);
  const compliance = useRouteRef(complianceRouteRef);
  const skew = useRouteRef(skewRouteRef);
  const cost = useRouteRef(costRouteRef);
  const prices = useRouteRef(pricesRouteRef);
  const exceptions = useRouteRef(exceptionsRouteRef);
  const rollouts = useRouteRef(rolloutsRouteRef);
  const promotions = useRouteRef(promotionsRouteRef);
  const promotion = useRouteRef(promotionRouteRef);
  const drift = useRouteRef(driftRouteRef);
  const entity = useRouteRef(entityRouteRef);
  return useMemo(() => {
    const links: FleetLinks = {
      overview: overview(),
      audit: audit(),
      rollouts: rollouts(),
      promotions: (filter = {}) => `${promotions()}${filterSearch(filter)}`,
      promotion: id => promotion({ promotionId: encodeURIComponent(id) }),
      drift: (filter = {}) => `${drift()}${filterSearch(filter)}`,
      compliance: compliance(),
      skew: (search = {}) => `${skew()}${filterSearch(search)}`,
      cost: cost(),
      prices: prices(),
      exceptions: (search = {}) => `${exceptions()}${filterSearch(search)}`,
      attributes: entityRef =>
        `${rollouts()}${filterSearch({
          component: [entityRef],
          columns: ['attributes'],
        })}`,
      clusters: (filter = {}) => `${clusters()}${filterSearch(filter)}`,
      cluster: (clusterId, { tab, states } = {}) =>
        `${
          place?.clusterId === clusterId
            ? place.path
            : cluster({ clusterId: encodeURIComponent(clusterId) })
        }${filterSearch({
          ...(tab && tab !== 'runs' ? { tab: [tab] } : {}),
          ...(states ? { state: states } : {}),
        })}`,
      unbound: (filter = {}) => `${unbound()}${filterSearch(filter)}`,
      entity: text => {
        const reference = entityRefOf(text);
        if (!reference) return undefined;
        const { kind, namespace, name } = reference;
        return entity({
          kind: kind.toLocaleLowerCase('en'),
          namespace,
          name,
        });
      },
      component: text => {
        const page = links.entity(text);
        return page && `${page}/fleet`;
      },
      attention: item => attentionLink(links, item),
    };
    return links;
  }, [
    overview,
    audit,
    rollouts,
    promotions,
    promotion,
    drift,
    compliance,
    skew,
    cost,
    prices,
    exceptions,
    clusters,
    cluster,
    unbound,
    entity,
    place,
  ]);
}

function attentionLink(links: FleetLinks, item: AttentionItem): string {
  const { type, clusterId, entityRef, tab, filter } = item.link;
  if (type === 'cluster' && clusterId) {
    return links.cluster(clusterId, { tab: clusterTabOf(tab) });
  }
  if (type === 'component' && entityRef) {
    const component = links.component(entityRef);
    if (component) return component;
  }
  return links.clusters(filter);
}

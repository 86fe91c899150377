import { destinationRule } from './destinationRule';
import { externalDns } from './externalDns';
import { gslb } from './gslb';
import { httpRoute } from './httpRoute';
import type { TrafficKind } from './TrafficKind';
import { trafficSplit } from './trafficSplit';
import { virtualService } from './virtualService';

export type { RouteObject, TrafficKind } from './TrafficKind';

/** What shares traffic. */
export const TRAFFIC = [
  'k8gb',
  'external-dns',
  'gateway-api',
  'smi',
  'istio-virtual-service',
  'istio-destination-rule',
] as const;

export type TrafficName = (typeof TRAFFIC)[number];

export const TRAFFIC_KINDS: Readonly<Record<TrafficName, TrafficKind>> = {
  k8gb: gslb,
  'external-dns': externalDns,
  'gateway-api': httpRoute,
  smi: trafficSplit,
  'istio-virtual-service': virtualService,
  'istio-destination-rule': destinationRule,
};

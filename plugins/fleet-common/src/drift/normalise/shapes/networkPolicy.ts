import { type JsonObject, own } from '../../values/json';
import type { Shape } from '../Shape';
import { fallback, LABEL_SELECTOR } from './common';

function policyTypesOf(beside: JsonObject): string[] {
  const egress = own(beside, 'egress');
  return Array.isArray(egress) && egress.length > 0
    ? ['Ingress', 'Egress']
    : ['Ingress'];
}

const PEERS: Shape = {
  items: {
    fields: { podSelector: LABEL_SELECTOR, namespaceSelector: LABEL_SELECTOR },
  },
};

const PORTS: Shape = { items: { fields: { protocol: fallback('TCP') } } };

/**
 * Kubernetes API reference v1.36, NetworkPolicy networking.k8s.io/v1; defaults by
 * `pkg/apis/networking/v1/defaults.go`. A rule without anything in it allows all: it is
 * not the same as none.
 */
export const NETWORK_POLICY: Shape = {
  fields: {
    spec: {
      fields: {
        podSelector: { ...LABEL_SELECTOR, fallback: {} },
        policyTypes: { fallback: policyTypesOf },
        ingress: { items: { fields: { from: PEERS, ports: PORTS } } },
        egress: { items: { fields: { to: PEERS, ports: PORTS } } },
      },
    },
  },
};

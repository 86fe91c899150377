import type { Shift } from '../Route';
import type { TrafficName } from '../kinds';

export const GSLB = `# The shop.
apiVersion: k8gb.io/v1beta1
kind: Gslb
metadata:
  name: shop
  namespace: shop
spec:
  resourceRef:
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    matchLabels:
      app: shop
  strategy:
    type: roundRobin # by weights
    weight:
      eu: 90   # the first
      us: 10

      za: 0
`;

export const FAILOVER = `apiVersion: k8gb.absa.oss/v1beta1
kind: Gslb
metadata: {name: shop}
spec:
  ingress: {}
  strategy:
    type: failover
    primaryGeoTag: "eu"  # until the move
`;

export const ROUTE = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: shop
spec:
  rules:
    # Whoever asks for it.
    - matches: [{path: {value: /beta}}]
      backendRefs: [{name: beta, port: 80}]
    - backendRefs:
        - name: shop-eu
          port: 80
        - name: shop-us # new
          kind: ServiceImport
          group: multicluster.x-k8s.io
          port: 80
          weight: 0
`;

export const SPLIT = `apiVersion: split.smi-spec.io/v1alpha4
kind: TrafficSplit
metadata: {name: shop}
spec:
  service: shop
  backends:
  - service: shop-eu
    weight: 2 # two thirds
  - service: shop-us
    weight: 0
  - service: shop-za
    weight: 1
`;

export const VIRTUAL_SERVICE = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop}
spec:
  hosts: [shop]
  http:
  - route:
    - destination: {host: shop, subset: eu}
      weight: 75
    - destination: {host: shop, subset: us} # the other region
      weight: 25
`;

export const DESTINATION_RULE = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: shop}
spec:
  host: shop
  trafficPolicy:
    outlierDetection: {consecutive5xxErrors: 5}
    loadBalancer:
      localityLbSetting:
        enabled: true
        distribute:
          - from: eu-west/*
            to:
              "eu-west/*": 80  # at home
              "us-east/*": 20
          - from: us-east/*
            to: {"us-east/*": 100}
`;

export const RECORDS = `apiVersion: v1
kind: Service
metadata:
  name: shop-eu
  annotations:
    external-dns.alpha.kubernetes.io/hostname: shop.example.com
    external-dns.alpha.kubernetes.io/set-identifier: eu
    external-dns.alpha.kubernetes.io/aws-weight: "90" # of 100
spec: {type: LoadBalancer}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop-us
  annotations:
    external-dns.kubernetes.io/set-identifier: us
    external-dns.kubernetes.io/aws-weight: '10'
spec:
  rules: [{host: shop.example.com}]
`;

export const ENDPOINTS = `apiVersion: externaldns.k8s.io/v1alpha1
kind: DNSEndpoint
metadata: {name: shop}
spec:
  endpoints:
  - dnsName: shop.example.com
    recordType: A
    setIdentifier: eu
    targets: [192.0.2.1]
    providerSpecific:
    - {name: aws/weight, value: "90"}
  - dnsName: shop.example.com
    recordType: A
    setIdentifier: us
    targets: [192.0.2.2]
    providerSpecific:
    - name: aws/weight
      value: "10" # new
  - dnsName: other.example.com
    recordType: A
    targets: [192.0.2.3]
`;

/** What has one text become another. */
export type ShiftCase = {
  traffic: TrafficName;
  name: string;
  text: string;
  shift: Shift;
  /** What takes the place of what. */
  changes: readonly (readonly [string, string])[];
  shares: readonly (readonly [string, number, number])[];
};

const to = (name: string, percent?: number): Shift => ({
  from: name.replace('us', 'eu'),
  to: [{ name, ...(percent === undefined ? {} : { percent }) }],
});

export const SHIFTS: readonly (readonly [string, ShiftCase])[] = [
  [
    'weights of a Gslb',
    {
      traffic: 'k8gb',
      name: 'shop',
      text: GSLB,
      shift: to('us', 30),
      changes: [
        ['eu: 90', 'eu: 70'],
        ['us: 10', 'us: 30'],
      ],
      shares: [
        ['eu', 90, 70],
        ['us', 10, 30],
        ['za', 0, 0],
      ],
    },
  ],
  [
    'the primary of a Gslb',
    {
      traffic: 'k8gb',
      name: 'shop',
      text: FAILOVER,
      shift: to('us'),
      changes: [['"eu"', '"us"']],
      shares: [
        ['eu', 100, 0],
        ['us', 0, 100],
      ],
    },
  ],
  [
    'backends of an HTTPRoute, of which one has no weight',
    {
      traffic: 'gateway-api',
      name: 'shop',
      text: ROUTE,
      shift: to('shop-us', 25),
      changes: [
        [
          '        - name: shop-eu\n          port: 80\n',
          '        - name: shop-eu\n          port: 80\n          weight: 75\n',
        ],
        ['weight: 0', 'weight: 25'],
      ],
      shares: [
        ['shop-eu', 100, 75],
        ['shop-us', 0, 25],
      ],
    },
  ],
  [
    'backends of a TrafficSplit, of which one keeps its third',
    {
      traffic: 'smi',
      name: 'shop',
      text: SPLIT,
      shift: to('shop-us', 25),
      changes: [
        ['weight: 2', 'weight: 5'],
        ['weight: 0', 'weight: 3'],
        ['weight: 1', 'weight: 4'],
      ],
      shares: [
        ['shop-eu', 66.67, 41.67],
        ['shop-us', 0, 25],
        ['shop-za', 33.33, 33.33],
      ],
    },
  ],
  [
    'destinations of a VirtualService',
    {
      traffic: 'istio-virtual-service',
      name: 'shop',
      text: VIRTUAL_SERVICE,
      shift: to('us', 50),
      changes: [
        ['weight: 75', 'weight: 50'],
        ['weight: 25', 'weight: 50'],
      ],
      shares: [
        ['shop/eu', 75, 50],
        ['shop/us', 25, 50],
      ],
    },
  ],
  [
    'localities of a DestinationRule',
    {
      traffic: 'istio-destination-rule',
      name: 'shop',
      text: DESTINATION_RULE,
      shift: { from: 'eu-west/*', to: [{ name: 'us-east/*', percent: 40 }] },
      changes: [
        ['"eu-west/*": 80', '"eu-west/*": 60'],
        ['"us-east/*": 20', '"us-east/*": 40'],
      ],
      shares: [
        ['eu-west/*', 80, 60],
        ['us-east/*', 20, 40],
      ],
    },
  ],
  [
    'annotations of ExternalDNS, of two objects',
    {
      traffic: 'external-dns',
      name: 'shop.example.com',
      text: RECORDS,
      shift: to('us', 20),
      changes: [
        ['"90"', '"80"'],
        ["'10'", "'20'"],
      ],
      shares: [
        ['eu', 90, 80],
        ['us', 10, 20],
      ],
    },
  ],
  [
    'a DNSEndpoint',
    {
      traffic: 'external-dns',
      name: 'shop.example.com',
      text: ENDPOINTS,
      shift: to('us', 20),
      changes: [
        ['"90"', '"80"'],
        ['"10"', '"20"'],
      ],
      shares: [
        ['eu', 90, 80],
        ['us', 10, 20],
      ],
    },
  ],
];

/** A text with all that is to change in it. */
export function changed({ text, changes }: ShiftCase): string {
  return changes.reduce((now, [was, is]) => now.replace(was, is), text);
}

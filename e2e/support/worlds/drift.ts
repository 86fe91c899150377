import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import type { PortalRecipe } from '../Portal';

/** A component for each way to drift, so that none is in the way of another. */
const COMPONENTS = [
  'edited',
  'scaled',
  'injected',
  'configured',
  'followed',
  'refused',
];

function cluster(name: string, delivery: object, systems: string[] = []) {
  return {
    name,
    provider: 'aws',
    region: 'eu-west-1',
    zones: ['eu-west-1a', 'eu-west-1b'],
    environment: name.startsWith('hub-') ? 'management' : 'production',
    tier: 'critical',
    owner: 'platform',
    kubernetesVersion: '1.35.1',
    nodes: 2,
    instanceType: 'm7i.large',
    delivery,
    systems,
  };
}

const OCM = ['open-cluster-management'];

const SCENARIO = {
  name: 'drift',
  dnsDomain: 'drift.example',
  quiet: true,
  syncRetries: 1,
  teams: [
    { name: 'platform', title: 'Platform' },
    // Flux applies all of a repository anew that has something new.
    { name: 'others', title: 'Others' },
  ],
  domains: [{ name: 'shop', title: 'Shop', owner: 'platform' }],
  systems: [
    {
      name: 'shop',
      title: 'Shop',
      domain: 'shop',
      owner: 'platform',
      namespace: 'shop',
    },
    {
      name: 'stock',
      title: 'Stock',
      domain: 'shop',
      owner: 'others',
      namespace: 'stock',
    },
  ],
  components: COMPONENTS.map(name => ({
    name,
    system: name === 'refused' ? 'stock' : 'shop',
    version: '1.2.0',
    replicas: 2,
    configuration: name === 'configured',
    // Nothing heals while a test looks.
    interval: '6h0m0s',
    placement: { environments: ['production'] },
  })),
  clusters: [
    cluster('hub-argocd', { engine: 'argocd' }),
    cluster('hub-ocm', { engine: 'none' }, OCM),
    ...['argo-1', 'argo-2', 'argo-3'].map(name =>
      cluster(name, { engine: 'argocd', hub: 'hub-argocd' }),
    ),
    cluster('flux-1', { engine: 'flux' }),
    cluster('ocm-1', { engine: 'ocm', hub: 'hub-ocm' }, OCM),
  ],
};

/** Six clusters behind three engines, where nothing drifts before a test asks for it. */
export function driftRecipe(): PortalRecipe {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fleet-drift-'));
  const file = path.join(folder, 'drift.yaml');
  fs.writeFileSync(file, stringify(SCENARIO));
  return {
    simulator: ['--scenario', file],
    component: 'edited',
    cleanUp: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}

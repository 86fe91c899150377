import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import type { PortalRecipe, SimulatorConfig } from '../Portal';
import { hostileObjects, ID_LABEL, TEXTS } from './hostileObjects';

/** The name of the cluster that answers, as its source has it. */
export const HOSTILE_CLUSTER = `<img src=x onerror=alert(1)> pay\u202estnem\u200b ${'w'.repeat(
  80,
)}`;

/** A cluster that nobody plays: what is said of it is why it cannot be reached. */
const LOST_CLUSTER = '" onmouseover="alert(1)" =cmd|x';

const text = (name: number) => TEXTS[name % TEXTS.length];

/** What people would write, if they were hostile: only names have to be names. */
function hostileEntities(): object[] {
  const apiVersion = 'backstage.io/v1alpha1';
  const component = (name: string, id: string, number: number) => ({
    apiVersion,
    kind: 'Component',
    metadata: {
      name,
      title: `${name} ${text(number)}`,
      description: text(number + 1),
      annotations: {
        [ID_LABEL]: id,
        'backstage.io/edit-url': TEXTS[0],
        'backstage.io/source-location': `url:https://git.example/${text(
          number,
        )}`,
        'fleet.backstage.io/delivery-source': text(number + 2),
        'fleet.backstage.io/image': text(number + 3),
        'argocd/app-selector': text(number + 4),
      },
    },
    spec: {
      type: text(number + 5),
      lifecycle: text(number + 6),
      owner: 'them',
      system: 'all',
    },
  });
  return [
    {
      apiVersion,
      kind: 'Group',
      metadata: { name: 'them', title: text(11) },
      spec: {
        type: 'team',
        profile: { displayName: text(12) },
        children: [],
      },
    },
    {
      apiVersion,
      kind: 'User',
      metadata: { name: 'guest' },
      spec: { profile: { displayName: 'Guest' }, memberOf: ['them'] },
    },
    {
      apiVersion,
      kind: 'System',
      metadata: { name: 'all', title: text(13) },
      spec: { owner: 'them' },
    },
    component('shop', 'shop', 11),
    component('one', 'twin', 18),
    component('other', 'twin', 12),
    component('guest', 'guest', 20),
  ];
}

function configureIn(folder: string) {
  return (config: SimulatorConfig): SimulatorConfig => {
    const [{ clusters }] = config.kubernetes.clusterLocatorMethods;
    const [cluster] = clusters;
    clusters.splice(
      0,
      clusters.length,
      { ...cluster, name: HOSTILE_CLUSTER, title: HOSTILE_CLUSTER },
      // The same once more: another name of it.
      { ...cluster, name: TEXTS[12], title: TEXTS[13] },
      {
        ...cluster,
        name: LOST_CLUSTER,
        url: 'http://127.0.0.1:9',
        title: text(14),
      },
    );
    const catalog = path.join(folder, 'hostile-catalog.yaml');
    fs.writeFileSync(
      catalog,
      hostileEntities()
        .map(entity => stringify(entity))
        .join('---\n'),
    );
    return {
      ...config,
      fleet: {
        ...config.fleet,
        attributes: [
          {
            cluster: HOSTILE_CLUSTER,
            region: text(11),
            environment: text(12),
            provider: text(13),
            tier: text(17),
            owner: text(18),
          },
        ],
        namespaceOwners: [{ namespaces: ['owned'], owner: 'nobody' }],
        // Words that are no configuration are told on the overview.
        [`nothing ${text(11)}`]: text(12),
      },
      catalog: {
        ...config.catalog,
        locations: [
          {
            type: 'file',
            target: catalog,
            rules: [{ allow: ['System', 'Component', 'Group', 'User'] }],
          },
        ],
        processingInterval: { seconds: 5 },
        providers: {
          fleet: {
            namespace: 'clusters',
            defaultOwner: 'group:default/them',
            pollSeconds: 2,
          },
        },
      },
    };
  };
}

/** A fleet, a catalog and a configuration in which every text that is not a name tries to be something else. */
export function hostileRecipe(): PortalRecipe {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fleet-e2e-hostile-'));
  const objects = path.join(folder, 'objects');
  fs.mkdirSync(objects);
  for (const [index, object] of hostileObjects().entries()) {
    fs.writeFileSync(
      path.join(objects, `${String(index).padStart(4, '0')}.json`),
      JSON.stringify(object),
    );
  }
  return {
    simulator: ['--objects', objects, '--cluster-name', 'hostile'],
    component: 'shop',
    configure: configureIn(folder),
    cleanUp: () => fs.rmSync(folder, { recursive: true }),
  };
}

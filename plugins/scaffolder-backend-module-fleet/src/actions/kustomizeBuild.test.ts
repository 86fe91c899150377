import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { TemplateAction } from '@backstage/plugin-scaffolder-node';
import { parse, parseAllDocuments } from 'yaml';
import { fleetOf } from '../__testUtils__/clusters';
import { workspaces } from '../__testUtils__/runAction';
import { readAllowedPaths } from '../allowed';
import { REGISTRATIONS } from '../clusters/__testUtils__/registrations';
import { PROVISIONS } from '../provision/__testUtils__/provisions';
import {
  createBackupScheduleAction,
  createClusterProvisionAction,
  createClusterRegisterAction,
  createComponentPlaceAction,
} from '.';

/** Kustomize by itself, or the one that kubectl has; nothing where neither is installed. */
const BUILD = [
  ['kustomize', 'build'],
  ['kubectl', 'kustomize'],
].find(
  ([program, word]) =>
    spawnSync(program, [word, '--help'], { stdio: 'ignore' }).status === 0,
);

const CLUSTERS = fleetOf({ 'prod-euw1-a': {}, 'prod-euw1-b': {} });
const CHECKOUT = {
  component: 'component:default/checkout',
  clusters: ['prod-euw1-a'],
};
const BASE = {
  'apps/base/checkout/kustomization.yaml': 'resources: [app.yaml]\n',
  'apps/base/checkout/app.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: checkout, namespace: checkout }
spec:
  replicas: 2
  selector: { matchLabels: { app: checkout } }
  template:
    metadata: { labels: { app: checkout } }
    spec: { containers: [{ name: web, image: registry.example/checkout:1.0 }] }
`,
};

type Case = [
  name: string,
  action: TemplateAction<any, any, any>,
  input: object,
  files?: Record<string, string>,
];

const CASES: Case[] = [
  ...Object.entries(REGISTRATIONS).map(
    ([name, input]): Case => [
      `a cluster registered with ${name}`,
      createClusterRegisterAction(),
      input,
    ],
  ),
  ...Object.entries(PROVISIONS).map(
    ([name, input]): Case => [
      `a cluster made with ${name}`,
      createClusterProvisionAction(),
      input,
    ],
  ),
  [
    'a component that is placed',
    createComponentPlaceAction(
      CLUSTERS,
      readAllowedPaths(mockServices.rootConfig()),
    ),
    {
      ...CHECKOUT,
      method: 'kustomize',
      folder: 'apps/base/checkout',
      replicas: [{ name: 'checkout', count: 3 }],
    },
    BASE,
  ],
  [
    'backups that are scheduled',
    createBackupScheduleAction(CLUSTERS),
    { ...CHECKOUT, namespaces: ['checkout'], schedule: '17 1 * * *' },
  ],
];

const { run, read } = workspaces();
const describeBuilt = BUILD ? describe : describe.skip;

describeBuilt('what actions write is built by kustomize', () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fleet-kustomize-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it.each(CASES)('%s', async (_, action, input, files = {}) => {
    const { output } = await run(action, input, {
      files: Object.fromEntries(
        Object.entries(files).map(([file, text]) => [
          `repository/${file}`,
          text,
        ]),
      ),
    });
    const whole: Record<string, string> = { ...files };
    for (const file of output.written as string[]) {
      whole[file] = await read(`changes/${file}`);
    }
    for (const [file, text] of Object.entries(whole)) {
      fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      fs.writeFileSync(path.join(folder, file), text);
    }
    const folders = Object.keys(whole)
      .filter(file => path.basename(file) === 'kustomization.yaml')
      .map(file => path.dirname(file));
    expect(folders.length).toBeGreaterThan(0);
    let objects = 0;
    for (const each of folders) {
      const [program, word] = BUILD as string[];
      const built = execFileSync(program, [word, path.join(folder, each)], {
        encoding: 'utf8',
      });
      objects += parseAllDocuments(built).filter(
        document => document.toJS()?.kind,
      ).length;
    }
    // All that is listed is in it; an overlay that is new lists folders alone.
    const listed = folders.flatMap(each => {
      const text = whole[`${each}/kustomization.yaml`];
      const { resources = [] } = parse(text) as { resources?: string[] };
      return resources.filter(resource => resource.endsWith('.yaml'));
    });
    expect(objects).toBeGreaterThanOrEqual(listed.length);
  });
});

/*
 * `npm run screenshots`: renders the pages on the simulated fleet into
 * docs/images. The world stands still while a picture is taken, so that two runs
 * differ in ages and in nothing else.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { parse } from 'yaml';
import { findBrowser } from './lib/browser.mjs';
import { sideBySide } from './lib/sideBySide.mjs';
import { endChildren, endWithUs, freePort, say } from './lib/processes.mjs';
import {
  ROOT,
  buildFrontEnd,
  startBackend,
  startSimulator,
  writeLocalConfig,
} from './lib/portal.mjs';

const IMAGES = path.join(ROOT, 'docs', 'images');
const MOST_BYTES = 300 * 1024;
const SIZE = { width: 1600, height: 1000 };
const SETTLED_MS = 3_000;
const MOST_TICKS = 60;
const TOLD_MS = 5_000;
const MOST_RELEASES = 24;

/** Belongs to no component, and counts everywhere as it did before. */
const BESIDE = {
  cluster: 'stage-euw4',
  namespace: 'legacy-tools',
  workload: 'print-spooler',
};

/** Who see different things on the same page. */
const PEOPLE = [
  'Platform engineer',
  'Team lead, Storefront',
  'Developer, Payments',
];

/** Three ways of not answering, for the picture of a fleet that is known in part. */
const FAULTS = {
  'prod-wus2': 'refuse',
  'prod-use1-a': 'hang',
  'stage-euw1': 'html',
};

async function json(url, options) {
  const response = await fetch(url, options);
  if (!response.ok) {
    throw new Error(`${url}: HTTP ${response.status} ${await response.text()}`);
  }
  return response.json();
}

/** The simulated fleet, the portal on it, and what the pictures need of both. */
async function startPortal(folder) {
  const port = await freePort();
  const controlPort = await freePort();
  const { config } = await startSimulator({
    folder,
    quiet: true,
    args: ['--paused', '--control-port', String(controlPort)],
  });
  const database = path.join(folder, 'database');
  await startBackend({
    port,
    log: path.join(folder, 'portal.log'),
    configs: [
      path.join(ROOT, 'app-config.yaml'),
      config,
      writeLocalConfig({ folder, port, database }),
    ],
  });
  const url = `http://localhost:${port}`;
  const api = async resource => {
    const { backstageIdentity } = await json(`${url}/api/auth/guest/refresh`, {
      method: 'POST',
    });
    return json(`${url}/api/fleet${resource}`, {
      headers: { Authorization: `Bearer ${backstageIdentity.token}` },
    });
  };
  const control = (resource, body = {}) =>
    json(`http://127.0.0.1:${controlPort}${resource}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
  const kubeconfig = parse(
    fs.readFileSync(path.join(folder, 'kubeconfig.yaml'), 'utf8'),
  );
  const cluster = (name, resource) => {
    const named = each => each.name === name;
    const { server } = kubeconfig.clusters.find(named).cluster;
    const { token } = kubeconfig.users.find(named).user;
    return json(`${server}${resource}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
  };
  return { url, api, control, cluster };
}

/** Resolves when something is so; says what did not become so in time. */
async function until(what, isSo, timeoutMs = 120_000) {
  const deadline = Date.now() + timeoutMs;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`in vain waited until ${what}`);
    await pause(500);
  }
}

/** Resolves when the portal has read the clusters and the catalog, and nothing new comes. */
async function untilSettled({ api }) {
  let revision;
  let since = Date.now();
  await until('the portal settles', async () => {
    const overview = await api('/overview');
    const { known } = await api('/components/component/default/checkout');
    if (!known || overview.revision !== revision) since = Date.now();
    revision = overview.revision;
    return Date.now() - since > SETTLED_MS;
  });
}

/** A page may still be connecting when something changes: then it changes again. */
async function untilLive(page, portal) {
  const live = page.getByText('live', { exact: true });
  for (let attempt = 1; ; attempt += 1) {
    await releaseBeside(portal);
    try {
      await live.waitFor({ timeout: TOLD_MS });
      return;
    } catch (error) {
      if (attempt === MOST_RELEASES) throw error;
    }
  }
}

/**
 * Releases a new version of a workload that no picture shows, and that is running
 * at once. A page calls itself live when it has been told of a change, nobody is
 * told of a change that no page could show, and in a world that stands still
 * nothing changes by itself.
 */
async function releaseBeside({ cluster, control }) {
  const { cluster: name, namespace, workload } = BESIDE;
  const deployment = await cluster(
    name,
    `/apis/apps/v1/namespaces/${namespace}/deployments/${workload}`,
  );
  const { metadata, spec, status } = deployment;
  const [container] = spec.template.spec.containers;
  const [, image, patch] = /^(.*\.)(\d+)$/.exec(container.image);
  container.image = `${image}${Number(patch) + 1}`;
  status.observedGeneration = metadata.generation + 1;
  await control(`/clusters/${name}/objects`, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    ...deployment,
  });
}

/** Takes a picture of a page as soon as what it is about stands on it. */
async function shoot(browser, portal, { name, at, shows, theme = 'light' }) {
  const context = await browser.newContext({
    viewport: SIZE,
    deviceScaleFactor: 1,
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  await context.addInitScript(chosen => {
    localStorage.setItem('theme', chosen);
    localStorage.setItem('@backstage/core:SignInPage:provider', 'guest');
  }, theme);
  try {
    const page = await context.newPage();
    await page.goto(`${portal.url}${at}`);
    await page.locator(shows).first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    await untilLive(page, portal);
    // A picture without tooltips and without a cursor.
    await page.mouse.move(0, SIZE.height - 1);
    const file = path.join(IMAGES, `${name}.png`);
    const { length } = await page.screenshot({
      path: file,
      animations: 'disabled',
      caret: 'hide',
    });
    say(`${path.relative(ROOT, file)}: ${Math.round(length / 1024)} KB`);
    if (length > MOST_BYTES) {
      throw new Error(`${name}.png is larger than ${MOST_BYTES / 1024} KB`);
    }
  } finally {
    await context.close();
  }
}

/** Lets time pass until a release of checkout is half-way over a cluster of several pods. */
async function untilRollout({ api, control }) {
  for (let tick = 0; tick < MOST_TICKS; tick += 1) {
    await control('/tick');
    await pause(1_000);
    const { instances } = await api('/components/component/default/checkout');
    const isHalfWay = instances.some(
      ({ currency, version }) =>
        currency.current && !version.settled && version.updated === 2,
    );
    if (isHalfWay) return;
  }
  throw new Error(`no release of checkout began within ${MOST_TICKS} ticks`);
}

async function breakThree({ api, control }) {
  for (const [cluster, fault] of Object.entries(FAULTS)) {
    await control(`/clusters/${cluster}/faults`, { fault });
    await control(`/clusters/${cluster}/faults`, { fault: 'cut' });
  }
  await until('the three broken clusters are known to be', async () => {
    const { items: clusters } = await api('/clusters');
    return clusters
      .filter(({ name }) => name in FAULTS)
      .every(
        ({ reachability, instances }) =>
          reachability.state !== 'reachable' &&
          // What only a hub speaks of stays what the hub says.
          instances.stale > instances.total / 2,
      );
  });
}

async function takeAll(browser, portal) {
  const { items: clusters } = await portal.api('/clusters');
  const { id } = clusters.find(({ name }) => name === 'prod-euw1-a');
  const overview = { at: '/fleet', shows: '[data-cluster] >> nth=11' };
  const component = {
    at: '/catalog/default/component/checkout/fleet',
    shows: 'table[aria-label="Instances"] [data-line]',
  };
  const pictures = [
    { name: 'overview-light', ...overview },
    { name: 'overview-dark', ...overview, theme: 'dark' },
    {
      name: 'clusters-light',
      at: '/fleet/clusters',
      shows: 'table[aria-label="Clusters"] [data-line] >> nth=11',
    },
    {
      name: 'unbound-light',
      at: '/fleet/unbound',
      shows: 'table[aria-label="What is not mapped"] [data-line]',
    },
    {
      name: 'cluster-light',
      at: `/fleet/clusters/${id}`,
      shows: 'table[aria-label="Instances"] [data-line]',
    },
    { name: 'component-light', ...component },
    { name: 'component-dark', ...component, theme: 'dark' },
  ];
  for (const picture of pictures) await shoot(browser, portal, picture);
  for (const theme of ['light', 'dark']) {
    const file = path.join(IMAGES, `readers-${theme}.png`);
    await sideBySide(browser, {
      url: portal.url,
      ...overview,
      theme,
      people: PEOPLE,
      file,
    });
    say(path.relative(ROOT, file));
  }
  await untilRollout(portal);
  await shoot(browser, portal, {
    name: 'component-rollout-light',
    ...component,
    shows: 'text=/2 of \\d/',
  });
  await breakThree(portal);
  await shoot(browser, portal, { name: 'overview-partial', ...overview });
}

async function main() {
  const executablePath = findBrowser();
  if (!executablePath) {
    throw new Error(
      "there is no browser. Install Debian's package 'chromium', or set FLEET_BROWSER to the path of one",
    );
  }
  endWithUs();
  await buildFrontEnd();
  fs.mkdirSync(IMAGES, { recursive: true });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fleet-screenshots-'));
  try {
    const portal = await startPortal(folder);
    await untilSettled(portal);
    const browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb'],
    });
    await takeAll(browser, portal);
    await browser.close();
  } finally {
    await endChildren();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

main().then(
  () => process.exit(0),
  async error => {
    say(error.message);
    await endChildren();
    process.exit(1);
  },
);

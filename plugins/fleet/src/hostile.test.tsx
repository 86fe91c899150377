import { screen, waitFor } from '@testing-library/react';
import { safeUrl } from '@fleetview/backstage-plugin-fleet-common';
import { HOSTILE_TEXTS } from '@fleetview/backstage-plugin-fleet-common/testUtils';
import { shownAnswer } from '@fleetview/backstage-plugin-fleet-react';
import {
  FakeFleetApi,
  companyAudit,
  companyWorld,
  hostileAudit,
  hostileWorld,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderPage } from './__testUtils__/renderPage';
import { CLUSTER_TABS } from './routing/clusterTabs';

const world = companyWorld();
const CLUSTER = 'c-euw1b';
const of = (id: string) =>
  world.instances.filter(({ cluster }) => cluster.id === id);
// A kind is opened by what it is called, as the page shows it.
const kinds = shownAnswer(hostileWorld().details.get(CLUSTER))?.coverage ?? [];

/** Every page, every tab and every drawer that there is something for. */
function tabOf(role: string, type: string): string {
  if (role === 'about') return 'hubs';
  return ['policy', 'exception'].includes(type) ? 'policies' : 'platform';
}

const PATHS = [
  '/fleet',
  '/fleet?groupBy=owner',
  '/fleet/clusters',
  ...world.clusters.map(({ id }) => `/fleet/clusters/${id}`),
  ...CLUSTER_TABS.map(tab => `/fleet/clusters/${CLUSTER}?tab=${tab}`),
  ...of(CLUSTER).map(({ id }) => `/fleet/clusters/${CLUSTER}?detail=${id}`),
  ...of(CLUSTER)
    .flatMap(({ deliveries }) => deliveries)
    .map(({ id }) => `/fleet/clusters/${CLUSTER}?tab=deliveries&detail=${id}`),
  ...(world.workloads.get(CLUSTER) ?? []).map(
    ({ id }) => `/fleet/clusters/${CLUSTER}?tab=workloads&detail=${id}`,
  ),
  ...(world.statements.get(CLUSTER) ?? [])
    // Budgets are on no page yet.
    .filter(({ type }) => type !== 'budget')
    .map(
      ({ id, role, type }) =>
        `/fleet/clusters/${CLUSTER}?tab=${tabOf(role, type)}&detail=${id}`,
    ),
  ...kinds.map(
    ({ adapter, group, kind, scope }) =>
      `/fleet/clusters/${CLUSTER}?tab=systems&detail=${encodeURIComponent(
        [adapter, group, kind, scope].join('/'),
      )}`,
  ),
  '/fleet/drift',
  '/fleet/drift?view=owner',
  '/fleet/drift?view=cluster&cluster=c-euw1b',
  '/fleet/drift?view=episodes&state=all&ignored=too',
  '/fleet/drift?open=drift1:checkout-hotfix',
  ...(world.drift?.episodes ?? []).flatMap(({ episode: { id } }) => [
    `/fleet/drift?episode=${id}`,
    `/fleet/drift?episode=${id}&diff=side`,
  ]),
  '/fleet/unbound',
  ...world.unbound.map(({ id }) => `/fleet/unbound?detail=${id}`),
  '/fleet/cost',
  '/fleet/audit',
  ...companyAudit().map(({ id }) => `/fleet/audit?detail=${id}`),
  '/catalog/default/component/checkout/fleet',
  ...world.instances
    .filter(({ entityRef }) => entityRef?.endsWith('/checkout'))
    .map(({ id }) => `/catalog/default/component/checkout/fleet?detail=${id}`),
  ...['c-euw1b', 'c-aps1', 'c-use1a', 'c-lab', 'c-sae1'].map(
    id => `/catalog/default/component/checkout/fleet?why=${id}`,
  ),
  '/catalog/default/component/search/fleet',
  ...of(CLUSTER)
    .slice(0, 1)
    .map(({ id }) => `/fleet/clusters/${CLUSTER}?why=${id}`),
  '/catalog/default/component/checkout',
  '/catalog/default/system/payments/fleet',
  '/catalog/default/system/storefront/fleet?releases=all',
  '/catalog/default/group/payments',
];

const LINKS = [
  'href',
  'xlink:href',
  'src',
  'srcset',
  'action',
  'formaction',
  'data',
  'poster',
];
// Line ends and tabs are laid out; anything else of the kind is not seen.
const HIDDEN = /[\p{Cf}\p{Cs}\u2028\u2029\u3164\u115f]|(?![\t\n\r])\p{Cc}/u;
const TEXTS = HOSTILE_TEXTS.map(({ text }) => text);

/** What is wrong with all that a page has drawn. */
function problemsOfPage(): string[] {
  const problems = new Set<string>();
  for (const element of document.body.querySelectorAll('*')) {
    const name = element.tagName.toLowerCase();
    if (
      /^(script|iframe|object|embed|img|base|form|foreignobject|use|image|link|meta)$/.test(
        name,
      )
    ) {
      problems.add(`an element ${name}`);
    }
    for (const { name: attribute, value } of element.attributes) {
      if (/^on/i.test(attribute)) problems.add(`an attribute ${attribute}`);
      if (LINKS.includes(attribute)) {
        const isOurs = /^\/(?![/\\])/.test(value) || value.startsWith('#');
        if (!isOurs && safeUrl(value) === undefined) {
          problems.add(`${attribute}=${value.slice(0, 80)}`);
        }
      }
      if (attribute === 'style' || /^(fill|stroke|color)$/.test(attribute)) {
        // Charts hatch by patterns of their own.
        const rest = value.replace(/url\(#fleet-chart-\d+-(gap|part)\)/, '');
        if (/url\(|evil|expression|javascript/i.test(rest)) {
          problems.add(`${attribute}: ${value.slice(0, 80)}`);
        }
      } else if (HIDDEN.test(value) && attribute !== 'value') {
        problems.add(
          `${attribute} hides something: ${JSON.stringify(value.slice(0, 80))}`,
        );
      }
      if (value.length > 5_000) problems.add(`${attribute} is too long`);
    }
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode as Text;
    if (parentElement?.closest('style')) continue;
    if (HIDDEN.test(data)) {
      problems.add(
        `text hides something: ${JSON.stringify(data.slice(0, 80))}`,
      );
    }
    if (data.length > 1_500)
      problems.add(`text of ${data.length} characters: ${data.slice(0, 40)}`);
  }
  return [...problems];
}

function hostileApi(add?: (text: string) => string): FakeFleetApi {
  const api = new FakeFleetApi({ world: hostileWorld(add) });
  api.audit.entries = hostileAudit(add);
  return api;
}

async function draw(path: string, api: FakeFleetApi) {
  await renderPage(path, api);
  await waitFor(() => expect(api.calls.length).toBeGreaterThan(0));
  await waitFor(() =>
    expect(screen.queryAllByRole('progressbar')).toHaveLength(0),
  );
  if (/detail=|why=|episode=/.test(path)) await screen.findByRole('dialog');
}

describe('pages of a hostile fleet', () => {
  it.each(PATHS)('%s shows text as text, and all of it', async path => {
    await draw(path, hostileApi());
    expect(problemsOfPage()).toEqual([]);
    // Something of it is to be seen.
    expect(
      TEXTS.filter(text =>
        document.body.textContent?.includes(text.slice(0, 12)),
      ),
    ).not.toEqual([]);
  });

  it.each(PATHS.filter(path => !/detail=|why=|episode=/.test(path)))(
    '%s shortens what is too long to read',
    async path => {
      await draw(
        path,
        hostileApi(text => text + 'm'.repeat(100_000)),
      );
      expect(problemsOfPage()).toEqual([]);
      expect(document.body.innerHTML.length).toBeLessThan(2_000_000);
    },
  );
});

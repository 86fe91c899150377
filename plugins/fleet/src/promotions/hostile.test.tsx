import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { safeUrl } from '@fleetview/backstage-plugin-fleet-common';
import { HOSTILE_TEXTS } from '@fleetview/backstage-plugin-fleet-common/testUtils';
import {
  companyPromoting,
  FakeFleetApi,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderCard } from '../__testUtils__/renderCard';
import { renderPage } from '../__testUtils__/renderPage';
import { ComponentPromotions } from './ComponentPromotions';

/** What clusters, repositories and people write; all else is Fleet's own. */
const THEIRS = new Set([
  'text',
  'reason',
  'repository',
  'tag',
  'digest',
  'reference',
  'error',
  'path',
  'namespace',
  'requestedBy',
  'revision',
  'taskId',
  'version',
  'container',
  'title',
]);
const HIDDEN = /[\p{Cf}\p{Cs}\u2028\u2029]|(?![\t\n\r])\p{Cc}/u;

function hostile(value: unknown, field: string, next: () => string): unknown {
  if (typeof value === 'string') {
    return THEIRS.has(field) ? next() : value;
  }
  if (Array.isArray(value)) {
    return value.map(each => hostile(each, field, next));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      // Names are those of clusters here; those of stages are configured.
      field === 'cluster' && key === 'name' ? next() : hostile(each, key, next),
    ]),
  );
}

function hostileApi(add = ''): FakeFleetApi {
  const api = new FakeFleetApi();
  let index = 0;
  const next = () => {
    index += 1;
    return HOSTILE_TEXTS[index % HOSTILE_TEXTS.length].text + add;
  };
  api.promoting = hostile(
    companyPromoting(),
    '',
    next,
  ) as FakeFleetApi['promoting'];
  return api;
}

/** What is wrong with all that is drawn. */
function problems(): string[] {
  const found: string[] = [];
  for (const element of document.body.querySelectorAll('*')) {
    if (/^(img|script|iframe|object|embed)$/i.test(element.tagName)) {
      found.push(element.tagName);
    }
    for (const { name, value } of element.attributes) {
      const isOurs = /^\/(?![/\\])/.test(value);
      const isWrong =
        name === 'href'
          ? !isOurs && safeUrl(value) === undefined
          : /^on/i.test(name) || HIDDEN.test(value);
      if (isWrong || value.length > 5_000) {
        found.push(`${name}=${value.slice(0, 80)}`);
      }
    }
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode as Text;
    if (parentElement?.closest('style')) continue;
    if (HIDDEN.test(data) || data.length > 1_500) found.push(data.slice(0, 80));
  }
  return found;
}

describe('hostile texts', () => {
  it('are text in the pipeline and in the plan', async () => {
    await renderCard(
      <ComponentPromotions
        entity={{ kind: 'component', namespace: 'default', name: 'checkout' }}
      />,
      { api: hostileApi() },
    );
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'What it would do in staging',
      }),
    );
    await screen.findByText('Files that change in Git');
    expect(problems()).toEqual([]);
  });

  it.each([
    ['p-repair', ''],
    ['p-proposed', ''],
    ['p-back', ''],
    ['p-proposed', 'm'.repeat(100_000)],
  ])('are text on the page of %s', async (id, add) => {
    await renderPage(`/fleet/promotions/${id}`, hostileApi(add));
    await screen.findByRole('region', { name: 'What happened' });
    expect(problems()).toEqual([]);
  });
});

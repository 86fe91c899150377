import { describeAdapters } from '@fleetview/backstage-plugin-fleet-node/testUtils';
import { findCorpus, noticeMissingCorpus } from './__testUtils__/corpus';
import { createUpstreamValidator } from './__testUtils__/createUpstreamValidator';
import { adapters } from './adapters';
import { describeKinds } from './docs/describeKinds';

const corpus = findCorpus();
if (!corpus) noticeMissingCorpus('fixtures against upstream definitions');

describeAdapters({
  folder: __dirname,
  adapters,
  generatedReadme: describeKinds,
  validateObject: corpus ? createUpstreamValidator(corpus) : undefined,
});

it('is the module that worker threads are told to load', () => {
  expect(
    jest.requireActual(
      '@fleetview/backstage-plugin-fleet-backend-module-adapters/adapters',
    ).adapters,
  ).toBe(adapters);
});

it('calls what tells alerts as those look for it who ask how well they are known', () => {
  const kinds = adapters.flatMap(({ watches, polls = [] }) =>
    [...watches, ...polls].filter(({ facts }) => facts.includes('alert')),
  );
  expect(kinds).not.toEqual([]);
  for (const { group, kind } of kinds) {
    expect([group, kind]).toEqual([expect.stringMatching(/^api\./), 'Alert']);
  }
});

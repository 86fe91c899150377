import {
  driftEpisode,
  instanceAction,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { isRevert, resourceParameters } from './revert';

const episode = driftEpisode();
const target = {
  ...instanceAction().target,
  kind: 'Application',
  namespace: 'argocd',
  name: 'checkout-prod-euw1-a',
};

describe('what reverts drift', () => {
  it.each([
    ['a sync of what delivers it', { action: 'sync', target }, true],
    ['a comparison', { action: 'refresh', target }, false],
    [
      'a sync of something else',
      { action: 'sync', target: { ...target, name: 'ledger' } },
      false,
    ],
    [
      'a restart of a workload',
      { action: 'redeploy', target: { ...target, type: 'workload' as const } },
      false,
    ],
  ])('%s', (_, action, isReverting) => {
    expect(isRevert(action, episode)).toBe(isReverting);
  });

  it('is a refresh of Flux, which applies', () => {
    const flux = driftEpisode({ engine: 'flux' });
    expect(isRevert({ action: 'refresh', target }, flux)).toBe(true);
  });

  it('is limited to the resource where that can be told', () => {
    const limited = instanceAction({
      parameters: {
        type: 'object',
        properties: { resources: { type: 'array' } },
      },
    });
    expect(resourceParameters(limited, episode)).toEqual({
      resources: [
        {
          group: 'apps',
          kind: 'Deployment',
          namespace: 'payments',
          name: 'checkout',
        },
      ],
    });
    expect(resourceParameters(instanceAction(), episode)).toEqual({});
  });
});

import { screen, within } from '@testing-library/react';
import type { WorkloadDiagnosis } from '@fleetview/backstage-plugin-fleet-common';
import {
  diagnosis,
  FakeFleetApi,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderPage } from '../__testUtils__/renderPage';

const COMPONENT =
  '/catalog/default/component/checkout/fleet?detail=i-checkout-c-euw1b';
const CLUSTER =
  '/fleet/clusters/c-euw1b?tab=workloads&detail=w-checkout-c-euw1b';

async function why(path: string, api?: FakeFleetApi) {
  await renderPage(path, api);
  const drawer = await screen.findByRole('dialog');
  const name = within(drawer).queryByText('Why it is not well');
  return name?.nextElementSibling;
}

/** An API whose workloads say this of why they are not well. */
function apiWith(said: WorkloadDiagnosis | undefined): FakeFleetApi {
  const api = new FakeFleetApi();
  api.world = {
    ...api.world,
    instances: api.world.instances.map(instance => ({
      ...instance,
      workloads: instance.workloads.map(({ diagnosis: _, ...workload }) => ({
        ...workload,
        ...(said ? { diagnosis: said } : {}),
      })),
    })),
  };
  return api;
}

describe('why a workload is not well', () => {
  it.each([
    ['of a component', COMPONENT],
    ['of a cluster', CLUSTER],
  ])(
    'is told in the detail %s, each reason with its words and age',
    async (_, path) => {
      const shown = await why(path);
      expect(shown).toHaveTextContent(
        'No node takes its pods 1 pod' +
          '0/6 nodes are available: 6 Insufficient cpu.since 40 min ago' +
          'A container crashes again and again 2 pods · container main · exit code 1 · 14 restarts' +
          'registry.example.com/payments/checkout:1.42.0' +
          'cannot reach the ledgersince 42 min ago · last seen 3 min ago' +
          '3 of 6 pods are ready.' +
          'Read 2 min ago',
      );
    },
  );

  it('is nothing where nothing was read yet, or it is well', async () => {
    expect(await why(COMPONENT, apiWith(undefined))).toBeUndefined();
  });

  it('says that it may not be read, and what to grant', async () => {
    const shown = await why(
      COMPONENT,
      apiWith({
        currency: {
          current: false,
          reason: 'forbidden: pods is forbidden; grant get and list on pods',
        },
        findings: [],
        findingsTotal: 0,
        unread: [],
      }),
    );
    expect(shown?.textContent).toBe(
      'Not read: forbidden: pods is forbidden; grant get and list on pods',
    );
  });

  it('says that it is old, what was not read, and what is not listed', async () => {
    const shown = await why(
      COMPONENT,
      apiWith(
        diagnosis({
          currency: { current: false, reason: 'unreachable: did not answer' },
          pods: { read: 50, ready: 0, more: true },
          findingsTotal: 9,
          unread: [{ what: 'events', reason: 'forbidden' }],
        }),
      ),
    );
    expect(shown).toHaveTextContent(
      '7 more reasons are not listed.' +
        '0 of the 50 pods that were read are ready; there are more.' +
        'Not read: events: forbidden' +
        'Old: unreachable: did not answer' +
        'Read 2 min ago',
    );
  });

  it('does not make a reason up where none was found', async () => {
    const shown = await why(
      COMPONENT,
      apiWith(diagnosis({ findings: [], findingsTotal: 0 })),
    );
    expect(shown).toHaveTextContent(
      'Its pods and the warnings about them say no reason.',
    );
  });
});

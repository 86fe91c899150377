import type { FleetPrices } from '@fleetview/backstage-plugin-fleet-common';
import { NOW } from './builders';

/**
 * The price sheet of the company: one row that holds, one that will, one that held.
 *
 * @public
 */
export function companyPrices(): FleetPrices {
  return {
    asOf: new Date(NOW).toISOString(),
    today: '2026-11-20',
    earliest: '2026-11-20',
    rowsTotal: 3,
    rows: [
      {
        id: '2',
        provider: 'gcp',
        region: 'europe-west4',
        instanceType: 'n2-standard-8',
        cpuHour: 0.035,
        gibHour: 0.0047,
        volumeGibHour: 0.00015,
        currency: 'EUR',
        validFrom: '2026-11-01',
        note: 'As in the contract of November',
        setBy: 'user:default/rita',
        setAt: '2026-10-30T09:00:00Z',
        state: 'in-force',
      },
      {
        id: '3',
        currency: 'EUR',
        validFrom: '2026-12-01',
        setBy: 'user:default/rita',
        setAt: '2026-11-18T09:00:00Z',
        state: 'to-come',
      },
      {
        id: '1',
        provider: 'gcp',
        region: 'europe-west4',
        instanceType: 'n2-standard-8',
        cpuHour: 0.04,
        gibHour: 0.005,
        currency: 'EUR',
        validFrom: '2026-06-01',
        setBy: 'user:default/sam',
        setAt: '2026-06-01T09:00:00Z',
        state: 'replaced',
      },
    ],
    configured: [
      {
        cluster: 'stage-euw4',
        poll: 'prometheus/Allocation',
        currency: 'EUR',
        prices: [
          {
            instanceType: 'g2-standard-8',
            cpuHour: 0.05,
            gibHour: 0.006,
            gpuHour: 0.6,
          },
          { cpuHour: 0.05, gibHour: 0.006 },
        ],
      },
      {
        cluster: 'edge-1',
        poll: 'prometheus/Allocation',
        prices: [],
      },
    ],
  };
}

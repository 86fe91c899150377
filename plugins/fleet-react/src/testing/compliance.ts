import {
  DEFAULT_COMPLIANCE_SETTINGS,
  type FleetCompliance,
} from '@fleetview/backstage-plugin-fleet-common';
import { ago, NOW } from './builders';

const {
  expectations: _,
  exceptions: __,
  ...FORMULA
} = DEFAULT_COMPLIANCE_SETTINGS;

const NOTHING = {
  pass: 0,
  fail: 0,
  warn: 0,
  error: 0,
  skip: 0,
  exempt: 0,
  notEvaluated: 0,
};

/**
 * How far policies are kept in the company's fleet: most of them, with one cluster that
 * cannot be read.
 *
 * @public
 */
export function companyCompliance(): FleetCompliance {
  return {
    asOf: new Date(NOW).toISOString(),
    percent: 91.4,
    grading: { noGrade: 'coverage' },
    evaluation: {
      evaluated: 3,
      expected: 4,
      missing: [{ reason: 'unreachable', count: 1 }],
    },
    expectedBy: { placement: 0, tiers: 2, lastKnown: 2 },
    unexpected: 0,
    formula: {
      origin: 'default',
      ...FORMULA,
      expectations: 0,
    },
    results: [
      { severity: 'high', counts: { ...NOTHING, pass: 40, fail: 3 } },
      {
        severity: 'medium',
        counts: { ...NOTHING, pass: 20, exempt: 1, notEvaluated: 6 },
      },
    ],
    movers: [
      {
        engine: 'kyverno',
        policy: 'require-limits',
        title: 'Memory is limited',
        severity: 'high',
        owner: 'group:default/payments',
        failing: 3,
        gain: 5.8,
      },
    ],
    policies: [
      {
        engine: 'kyverno',
        policy: 'require-limits',
        title: 'Memory is limited',
        severity: 'high',
        standards: ['CIS'],
        controls: ['5.2.1'],
        percent: 93,
        counts: { ...NOTHING, pass: 40, fail: 3 },
        evaluation: { evaluated: 2, expected: 2 },
        failingSince: ago({ hours: 30 }),
      },
      {
        engine: 'gatekeeper',
        policy: 'must-have-owner',
        severity: 'medium',
        standards: [],
        controls: [],
        counts: { ...NOTHING, notEvaluated: 6 },
        evaluation: { evaluated: 1, expected: 2 },
      },
    ],
    policiesTotal: 2,
    heatmap: {
      of: 'cluster',
      by: 'policy',
      rows: [
        { key: 'c-euw1b', name: 'prod-euw1-b', percent: 88 },
        { key: 'c-aps1', name: 'prod-aps1' },
      ],
      rowsTotal: 2,
      columns: [
        {
          key: 'kyverno/require-limits',
          name: 'require-limits',
          engine: 'kyverno',
          policy: 'require-limits',
          percent: 88,
        },
        {
          key: 'gatekeeper/must-have-owner',
          name: 'must-have-owner',
          engine: 'gatekeeper',
          policy: 'must-have-owner',
          percent: 100,
        },
      ],
      columnsTotal: 2,
      cells: {
        row: [0, 0, 1],
        column: [0, 1, 1],
        percent: [88, 100, -1],
        failing: [3, 0, 0],
        evaluated: [1, 1, 0],
        expected: [1, 1, 1],
      },
    },
    coverage: {
      clusters: 2,
      complete: 1,
      gaps: [
        {
          cluster: { id: 'c-aps1', name: 'prod-aps1' },
          state: 'unreachable',
          reason: 'connection refused',
          since: ago({ minutes: 9 }),
        },
      ],
      gapsTotal: 1,
    },
  };
}

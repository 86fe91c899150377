import fs from 'node:fs';
import path from 'node:path';
import { FLEET_AUDIT_EVENTS } from '@fleetview/backstage-plugin-fleet-common';
import { auditEvents } from './events';

const DOCUMENT = path.resolve(__dirname, '../../../../docs/audit.md');

describe('the events of the audit', () => {
  it('are those of the closed list, in its order', () => {
    expect(Object.keys(auditEvents)).toEqual([...FLEET_AUDIT_EVENTS]);
    expect(new Set(FLEET_AUDIT_EVENTS).size).toBe(FLEET_AUDIT_EVENTS.length);
  });

  it.each(FLEET_AUDIT_EVENTS)('%s has an id that fits', id => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(id.length).toBeLessThanOrEqual(64);
  });

  it('are those of docs/audit.md', () => {
    const rows = fs
      .readFileSync(DOCUMENT, 'utf8')
      .split('\n')
      .filter(line => line.startsWith('| `'));
    expect(rows).toEqual(
      Object.entries(auditEvents).map(
        ([id, { target, severity, says }]) =>
          `| \`${id}\` | ${target} | ${severity} | ${says} |`,
      ),
    );
  });
});

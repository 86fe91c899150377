import {
  FLEET_AUDIT_EVENTS,
  type AuditEntry,
  type FleetAuditEvent,
  type FleetAuditResult,
} from '@fleetview/backstage-plugin-fleet-common';
import type { StatusKey } from '@fleetview/backstage-plugin-fleet-react';
import type { Text } from '../translation';

/** The mark of each result. What has no end is never drawn as good. */
export const RESULT_MARKS: Record<FleetAuditResult, StatusKey> = {
  succeeded: 'healthy',
  failed: 'degraded',
  refused: 'forbidden',
  initiated: 'progressing',
  unfinished: 'interrupted',
};

/** What happened, in words; an id that this page does not know as it is. */
export function eventWords(t: Text, event: string): string {
  return (FLEET_AUDIT_EVENTS as readonly string[]).includes(event)
    ? t(`audit.events.${event as FleetAuditEvent}`)
    : event;
}

/** What it was done to, as it was called then. */
export function targetName({ target }: AuditEntry): string {
  return target.name ?? target.id;
}

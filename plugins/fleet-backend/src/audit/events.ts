import type { AuditorServiceEventSeverityLevel } from '@backstage/backend-plugin-api';
import type { FleetAuditEvent } from '@fleetview/backstage-plugin-fleet-common';
import { z } from 'zod';
import { shownServer } from '../clusters/guard/shownServer';
import { auditText } from './auditText';

export type AuditEventId = FleetAuditEvent;

/** Texts and lists are cut rather than refused: what happened is recorded whatever it is called. */
const text = z.string().transform(value => auditText(value));
const texts = z
  .array(z.string())
  .transform(values => values.slice(0, 20).map(value => auditText(value, 253)));
const server = z.string().transform(value => auditText(shownServer(value)));
const attributes = {
  region: text.optional(),
  zone: text.optional(),
  provider: text.optional(),
  environment: text.optional(),
  tier: text.optional(),
  owner: text.optional(),
};
const record = {
  source: text,
  record: text,
  server: server.optional(),
  tlsVerified: z.boolean().optional(),
  operatorNamed: z.boolean().optional(),
  present: z.boolean().optional(),
  apiServerKey: text.optional(),
};
const heads = z.object({
  heads: z.array(
    z.object({
      chain: text,
      number: z.int(),
      hash: text,
      at: z.int(),
    }),
  ),
});
const exception = {
  kind: text,
  severity: text,
  clusters: texts,
  namespaces: texts,
  policies: texts,
  subjects: texts,
  entities: texts,
  resource: text.optional(),
  expiresAt: text,
};
const query = z.object({
  operation: text.optional(),
  format: text.optional(),
  from: text.optional(),
  to: text.optional(),
  actor: text.optional(),
  target: text.optional(),
  events: texts.optional(),
  results: texts.optional(),
  rows: z.int().optional(),
  cut: z.boolean().optional(),
});

/** One event: how grave it is to the auditor, what kind of thing it is about, and which fields are kept. */
type AuditEventDefinition<Schema extends z.ZodType> = {
  /** One sentence for the documentation. */
  says: string;
  severity: AuditorServiceEventSeverityLevel;
  target:
    | 'audit'
    | 'fleet'
    | 'operation'
    | 'hub'
    | 'cluster'
    | 'instance'
    | 'exception'
    | 'price'
    | 'drift'
    | 'promotion';
  /**
   * The fields of before and after. Whatever else is handed over is left out:
   * nothing is kept because nobody thought of hiding it.
   */
  details: Schema;
};

function define<Schema extends z.ZodObject>(
  severity: AuditEventDefinition<Schema>['severity'],
  target: AuditEventDefinition<Schema>['target'],
  says: string,
  details: Schema,
): AuditEventDefinition<Schema> {
  return { severity, target, says, details };
}

const NOTHING = z.object({});

/** The closed list: what can be recorded, by id. */
export const auditEvents = {
  'audit-chain-begun': define(
    'low',
    'audit',
    'A replica began to write, and saw these rows as the last of the others.',
    heads,
  ),
  'audit-heads-noted': define(
    'low',
    'audit',
    'Once a day: the last row of every chain, so that a cut end is found.',
    heads,
  ),
  'audit-pruned': define(
    'low',
    'audit',
    'Rows older than the retention were removed.',
    z.object({ rows: z.int(), olderThan: z.int() }),
  ),
  'audit-retention-changed': define(
    'high',
    'audit',
    'Configuration says that rows are kept for another number of days.',
    z.object({ keepDays: z.int() }),
  ),
  'audit-read': define(
    'medium',
    'audit',
    'Somebody read the audit. Once an hour for each person.',
    query,
  ),
  'audit-export': define(
    'high',
    'audit',
    'Somebody exported the audit.',
    query,
  ),
  'health-read': define(
    'low',
    'fleet',
    'Somebody read the health of the whole fleet. Once an hour for each.',
    NOTHING,
  ),
  'operation-refused': define(
    'medium',
    'operation',
    'Somebody asked for what he may not. Once an hour for each and operation.',
    NOTHING,
  ),
  'hub-credentials-read': define(
    'medium',
    'hub',
    'Credentials of clusters were read from a hub: the first time after a start, and when the set of them changed.',
    z.object({
      secrets: z.int(),
      names: texts,
      added: texts.optional(),
      removed: texts.optional(),
    }),
  ),
  'cluster-registered': define(
    'medium',
    'cluster',
    'A source named a cluster that was never seen.',
    z.object(record),
  ),
  'cluster-identified': define(
    'low',
    'cluster',
    'A cluster showed the UID of its kube-system for the first time.',
    z.object({ uid: text }),
  ),
  'cluster-record-changed': define(
    'medium',
    'cluster',
    'A source says something else of a cluster: its address, whether its certificate is checked, or that it is not there.',
    z.object(record),
  ),
  'cluster-left': define(
    'medium',
    'cluster',
    'No source names the cluster any more.',
    NOTHING,
  ),
  'cluster-returned': define(
    'medium',
    'cluster',
    'A source names the cluster again.',
    NOTHING,
  ),
  'cluster-merged': define(
    'high',
    'cluster',
    'A cluster became part of another; its id leads there.',
    z.object({ id: text, aliasOf: text.optional() }),
  ),
  'cluster-split': define(
    'high',
    'cluster',
    'A merge was taken back; the id is a cluster again.',
    z.object({ id: text, aliasOf: text.optional() }),
  ),
  'cluster-quarantined': define(
    'high',
    'cluster',
    'The address of a cluster leads to another cluster; nothing is read there.',
    z.object({ uid: text }),
  ),
  'cluster-released': define(
    'high',
    'cluster',
    'The address of a cluster leads to the cluster again that it was.',
    z.object({ uid: text }),
  ),
  'cluster-attributes-changed': define(
    'medium',
    'cluster',
    'Configuration says something else of what a cluster is.',
    z.object(attributes),
  ),
  'action-asked': define(
    'high',
    'instance',
    'Somebody told a system to do something; it ends when the API server has answered.',
    z.object({
      run: text,
      action: text,
      cluster: text,
      object: text,
      parameters: text,
      effect: text,
    }),
  ),
  'action-refused': define(
    'medium',
    'instance',
    'Somebody wanted to tell a system something that he may not. Once an hour for each and instance.',
    NOTHING,
  ),
  'action-followed': define(
    'medium',
    'instance',
    'What came of something that a system was told.',
    z.object({
      run: text,
      action: text,
      state: text,
      message: text.optional(),
    }),
  ),
  'exception-requested': define(
    'high',
    'exception',
    'Somebody asked to be exempt from something.',
    z.object(exception),
  ),
  'exception-approved': define(
    'high',
    'exception',
    'Somebody approved of what somebody else asked for.',
    z.object({ approvals: z.int(), needed: z.int(), requestedBy: text }),
  ),
  'exception-withdrawn': define(
    'medium',
    'exception',
    'An exception was taken back or refused.',
    z.object({ state: text }),
  ),
  'exception-renewed': define(
    'high',
    'exception',
    'Somebody asked for an exception that follows another.',
    z.object({ ...exception, renews: text }),
  ),
  'exception-refused': define(
    'medium',
    'exception',
    'Somebody wanted to change an exception that he may not. Once an hour for each.',
    NOTHING,
  ),
  'price-set': define(
    'high',
    'price',
    'Somebody wrote a row of the price sheet: what things cost from a day on where no cost tool says it. Without prices it ends those before it.',
    z.object({
      provider: text.optional(),
      region: text.optional(),
      instanceType: text.optional(),
      cpuHour: z.number().optional(),
      gibHour: z.number().optional(),
      volumeGibHour: z.number().optional(),
      gpuHour: z.number().optional(),
      currency: text,
      validFrom: text,
    }),
  ),
  'drift-told': define(
    'medium',
    'drift',
    'Somebody asked the owner of what drifts to look at it.',
    z.object({ owner: text, cluster: text, resource: text }),
  ),
  'drift-telling-refused': define(
    'medium',
    'drift',
    'Somebody wanted to ask the owner of what drifts where he may not act. Once an hour for each.',
    NOTHING,
  ),
  'promotion-requested': define(
    'high',
    'promotion',
    'Somebody asked for a release to be promoted.',
    z.object({
      component: text,
      from: text,
      to: text,
      release: text,
      version: text.optional(),
      clusters: texts,
      commit: text,
      plan: text,
    }),
  ),
  'promotion-approved': define(
    'high',
    'promotion',
    'Somebody approved of a promotion that somebody else asked for.',
    z.object({ plan: text, commit: text, approvals: z.int(), needed: z.int() }),
  ),
  'promotion-gate-overridden': define(
    'high',
    'promotion',
    'Somebody let a promotion go on although a gate does not hold.',
    z.object({ gate: text, wave: text, plan: text }),
  ),
  'promotion-stopped': define(
    'high',
    'promotion',
    'Somebody stopped a promotion.',
    z.object({ state: text }),
  ),
  'promotion-rolled-back': define(
    'high',
    'promotion',
    'Somebody had a promotion taken back.',
    z.object({ state: text }),
  ),
  'promotion-change-noted': define(
    'medium',
    'promotion',
    'A change in Git was noted for a promotion, or for taking one back.',
    z.object({ wave: text, direction: text, path: text, reference: text }),
  ),
  'promotion-refused': define(
    'medium',
    'promotion',
    'Somebody wanted to change a promotion that he may not. Once an hour for each.',
    NOTHING,
  ),
  'admission-asked': define(
    'medium',
    'cluster',
    'A cluster was asked by a dry run, with the credentials that it is acted with, whether it would let manifests in.',
    z.object({ objects: z.int() }),
  ),
  'candidate-asked': define(
    'medium',
    'cluster',
    'An address was connected to, to see whether a cluster that could join the fleet is there.',
    z.object({ credentials: text.optional() }),
  ),
} as const satisfies Record<AuditEventId, AuditEventDefinition<z.ZodObject>>;

/** What an event keeps of its target, before and after. */
export type AuditDetails<Id extends AuditEventId> = z.input<
  (typeof auditEvents)[Id]['details']
>;

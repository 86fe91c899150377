import { randomUUID } from 'node:crypto';
import type { AuditContent } from './auditRow';
import { auditText } from './auditText';
import type { AuditEntry } from './AuditTrail';
import { auditEvents } from './events';

/** References of entities and ids of targets; longer ones are cut. */
const LONGEST_ID = 400;
/** What before and after may take, in characters of JSON. */
const LONGEST_JSON = 8_000;

/** Whom the fleet's own rows name. */
export type OwnName = { replica: string };

/** An entry as the columns of its row: of what it says only what its event declares. */
export function toContent(
  entry: AuditEntry,
  own: OwnName,
  said: Pick<AuditContent, 'phase' | 'result'> &
    Partial<Pick<AuditContent, 'operation_id' | 'error' | 'fold_key'>>,
): AuditContent {
  const { actor = { type: 'fleet' as const }, target } = entry;
  return {
    operation_id: said.operation_id ?? randomUUID(),
    phase: said.phase,
    event: entry.event,
    actor_type: actor.type,
    actor_id: auditText(
      actor.type === 'fleet' ? own.replica : actor.id,
      LONGEST_ID,
    ),
    target_type: auditEvents[entry.event].target,
    target_id: auditText(target.id, LONGEST_ID),
    target_name:
      target.name === undefined ? null : auditText(target.name, LONGEST_ID),
    before: toJson(entry.event, entry.before),
    after: toJson(entry.event, entry.after),
    reason: entry.reason === undefined ? null : auditText(entry.reason),
    result: said.result,
    error: said.error ?? null,
    fold_key: said.fold_key ?? null,
  };
}

function toJson(event: AuditEntry['event'], details: unknown): string | null {
  if (details === undefined) return null;
  const parsed = auditEvents[event].details.safeParse(details);
  // Whoever hands over something else made a mistake that must not hide what happened.
  if (!parsed.success) return JSON.stringify({ unreadable: true });
  const json = JSON.stringify(parsed.data);
  return json.length > LONGEST_JSON
    ? JSON.stringify({ tooLong: true, characters: json.length })
    : json;
}

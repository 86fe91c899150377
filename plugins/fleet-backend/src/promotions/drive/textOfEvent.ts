import type {
  Promotion,
  PromotionEvent,
} from '@fleetview/backstage-plugin-fleet-common';

/** What an event says beside its type, for people; nothing where its type says all. */
export function textOfEvent(
  event: PromotionEvent,
  after: Promotion,
): string | undefined {
  switch (event.type) {
    case 'approved':
      return undefined;
    case 'overridden':
      return `${event.override.gate}: ${event.override.reason}`;
    case 'gates-judged':
      return after.attempts.find(({ wave }) => wave === event.wave)?.judged
        ?.next.text;
    case 'replanned':
      return 'approvals and overrides of the plan before do not count any more';
    case 'change-proposed':
      return event.reference;
    case 'revision-seen':
      return `commit ${event.revision.slice(0, 12)} was seen`;
    case 'target-failed':
      return event.reason;
    case 'stopped':
    case 'rollback-asked':
      return event.reason;
    case 'superseded':
      return 'another release is promoted in its place';
    default:
      return after.because;
  }
}

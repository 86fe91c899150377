import { EVERY_KIND } from './everyKind';
import type { AdapterFollowUp } from './followUp';
import type { AdapterWatch, FleetAdapter } from './types';

/**
 * Declares an adapter. Checks what would make its watches or actions ambiguous.
 *
 * @throws Error when two watches or polls read the same kind, when a watch of every
 *   kind of a group is not written as one, when a kind has an
 *   action twice, or when an action, a follow-up or a question for what is desired is for a
 *   kind that no watch reads
 * @public
 */
export function defineAdapter(adapter: FleetAdapter): FleetAdapter {
  const seen = new Set<string>();
  for (const watch of adapter.watches) {
    const key = `${watch.plural}.${watch.group}`;
    if (seen.has(key)) {
      throw new Error(
        `The adapter '${adapter.id}' watches '${key}' twice. Merge the two definitions into one.`,
      );
    }
    seen.add(key);
    checkEveryKind(adapter, watch);
  }
  const read = new Set(
    adapter.watches.map(({ group, kind }) => `${kind}.${group}`),
  );
  const polled = new Set<string>();
  for (const { group, kind } of adapter.polls ?? []) {
    // Configuration names a poll by its kind alone.
    if (read.has(`${kind}.${group}`) || polled.has(kind)) {
      throw new Error(
        `The adapter '${adapter.id}' reads '${kind}.${group}' twice. Give its poll a kind of its own.`,
      );
    }
    polled.add(kind);
  }
  const kinds = new Set(adapter.watches.map(({ kind }) => kind));
  checkDesired(adapter, read, polled);
  for (const followUp of [adapter.followUp, adapter.running]) {
    checkFollowUp(adapter.id, followUp, kinds);
  }
  const actions = new Set<string>();
  for (const { id, kind } of adapter.actions ?? []) {
    if (!kinds.has(kind)) {
      throw new Error(
        `The adapter '${adapter.id}' has the action '${id}' for '${kind}', which it does not watch. Name the kind of one of its watches.`,
      );
    }
    const key = `${kind}/${id}`;
    if (actions.has(key)) {
      throw new Error(
        `The adapter '${adapter.id}' has the action '${id}' for '${kind}' twice. Merge the two definitions into one.`,
      );
    }
    actions.add(key);
  }
  return adapter;
}

/** What could not be told from something else, or is asked of what nobody reads. */
function checkFollowUp(
  id: string,
  followUp: AdapterFollowUp | undefined,
  kinds: ReadonlySet<string>,
): void {
  if (followUp && kinds.has(followUp.kind)) {
    throw new Error(
      `The adapter '${id}' calls its follow-up '${followUp.kind}', which it watches. Give it a name that no kind has.`,
    );
  }
  for (const kind of followUp?.of ?? []) {
    if (!kinds.has(kind)) {
      throw new Error(
        `The adapter '${id}' follows '${kind}' up, which it does not watch. Name the kind of one of its watches.`,
      );
    }
  }
}

/** What would grant or read more than is meant, where every kind of a group is read. */
function checkEveryKind(adapter: FleetAdapter, watch: AdapterWatch): void {
  const { group, kind, plural, everyKind, extension } = watch;
  if ((everyKind !== undefined) !== (plural === EVERY_KIND)) {
    throw new Error(
      `The adapter '${adapter.id}' calls '${kind}' of '${group}' '${plural}'. The plural is '${EVERY_KIND}' of a watch with 'everyKind', and of no other.`,
    );
  }
  if (!everyKind) return;
  if (group === '') {
    throw new Error(
      `The adapter '${adapter.id}' reads every kind of the core group. Name the kinds that it has to read.`,
    );
  }
  if (extension) {
    throw new Error(
      `The adapter '${adapter.id}' reads every kind of '${group}' by an extension role, which names what it opens. Name the kinds.`,
    );
  }
  const others = adapter.watches.filter(
    other => other !== watch && other.group === group,
  );
  if (others.length > 0) {
    throw new Error(
      `The adapter '${adapter.id}' reads every kind of '${group}', and '${others[0].kind}' of it once more. Leave one of them out.`,
    );
  }
}

/** What could not be told from something else, or is asked of what nobody reads. */
function checkDesired(
  { id, desired = [], watches }: FleetAdapter,
  read: ReadonlySet<string>,
  polled: ReadonlySet<string>,
): void {
  const names = new Set([...polled, ...watches.map(({ kind }) => kind)]);
  const asked = new Set<string>();
  for (const { of, kind } of desired) {
    const key = `${of.kind}.${of.group}`;
    if (!read.has(key)) {
      throw new Error(
        `The adapter '${id}' asks what is desired by '${key}', which it does not watch. Name the kind of one of its watches.`,
      );
    }
    if (names.has(kind) || asked.has(key)) {
      throw new Error(
        `The adapter '${id}' asks what is desired by '${key}' as '${kind}', which is taken. Give it a name of its own, and ask once.`,
      );
    }
    names.add(kind);
    asked.add(key);
  }
}

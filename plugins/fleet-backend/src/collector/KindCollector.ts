import { boundedText } from '@fleetview/backstage-plugin-fleet-common';
import {
  mapObject,
  type AdapterWatch,
  type MappedKind,
  type SkipReason,
} from '@fleetview/backstage-plugin-fleet-node';
import { systemClock, type Clock } from '@fleetview/kube-watch';
import type {
  KubernetesObject,
  ReflectorHandlers,
  ReflectorOptions,
  WatchEvent,
} from '@fleetview/kube-watch';
import type { ListReason } from '../observability';
import { Coalescer } from './Coalescer';
import type { Followed } from './followUps';
import { hashFacts } from './hashFacts';
import { isMassLoss, MOST_DOUBTS, MASS_LOSS } from './massLoss';
import type {
  KindProgress,
  ObjectChange,
  StoredKind,
  StoredObjects,
} from './messages';
import { ObjectTable } from './ObjectTable';
import { prepareFacts } from './prepareFacts';
import { SkippedCount } from './SkippedCount';
import type { WorkCounter } from './WorkCounter';

/** At most so many changed objects cross to the portal's thread at once. */
const BATCH_SIZE = 250;
/** And about so much text, unless one object alone has more. */
const BATCH_CHARACTERS = 1_000_000;

/** While nothing changes, the place to go on from is stored at most so often. */
const CHECKPOINT_MS = 5 * 60_000;

/** What a column takes, and what cannot run into the next field of a line. */
const RESOURCE_VERSION = /^[!-~]{1,128}$/;

/**
 * Turns what a reflector hands over into changes. Objects are dropped as soon as
 * they are mapped; of each only hashes stay, so that what says the same as
 * before goes no further. Objects go by a DELETED event, or by a complete list
 * that lacks them; by one that lacks most of them only when a second agrees.
 */
export class KindCollector {
  readonly #options: KindCollectorOptions;
  readonly #sink: KindSink;
  readonly #now: () => number;
  readonly #massLoss: number;
  readonly #table = new ObjectTable();
  readonly #skipped = new SkippedCount();
  /** Objects with facts in the store. */
  #stored = 0;
  #epoch = 0;
  /** Objects with stored facts when the list began. */
  #knownAtStart = 0;
  #listing = false;
  /** Set while a list is doubted: what it lacked, and no later list had, has an older epoch. */
  #doubt: { epoch: number; times: number; reason: string } | undefined;
  /** Whether a list, or the store, told all that there is. */
  #isComplete = false;
  #resume: string | undefined;
  #checkpointedAt = 0;
  readonly #clock: Clock;
  readonly #abort = new AbortController();
  /** Where the kind is one that changes without news. */
  readonly #coalescer: Coalescer | undefined;
  /** Up to where the kind was read. */
  #readTo: string | undefined;
  /** When what is held is looked at next. */
  #wakesAt = Infinity;
  #wake = new AbortController();
  /** Why what was held could not be handed over. */
  #failure: { error: unknown } | undefined;

  constructor(options: KindCollectorOptions) {
    this.#options = options;
    this.#sink = options.sink;
    this.#now = options.now ?? Date.now;
    this.#massLoss = options.massLoss ?? MASS_LOSS;
    this.#clock = options.clock ?? systemClock;
    const { coalesceMs } = options.watch;
    if (coalesceMs) {
      this.#coalescer = new Coalescer({ intervalMs: coalesceMs });
    }
  }

  /** Ends what goes on by the clock. What is held is read again by whoever goes on. */
  stop(): void {
    this.#abort.abort();
  }

  /**
   * Learns what is stored of the kind, so that what has not changed since is
   * neither read nor written again.
   */
  async prime(): Promise<void> {
    let after: string | undefined;
    let kind: Partial<StoredKind> = {};
    do {
      const stored = await this.#sink.stored(after);
      if (after === undefined) kind = stored;
      for (const [uid, version, hash] of linesOf(stored)) {
        this.#learn(uid, kind.isSameMapping ? version : '', hash);
      }
      after = stored.next;
    } while (after !== undefined);
    const { checkpoint } = kind;
    // Objects that were skipped have to be seen again, whether they are in no table
    // or stored as they were before: else nobody would know how many they are.
    if (
      checkpoint &&
      kind.isSameMapping &&
      checkpoint.objects === this.#table.size &&
      this.#isAllRead()
    ) {
      this.#resume = checkpoint.resourceVersion;
      this.#readTo = checkpoint.resourceVersion;
      this.#isComplete = true;
      this.#checkpointedAt = this.#now();
    }
  }

  /** What the reflector of this kind has to know. Ask after `prime`. */
  reflectorOptions(): Pick<
    ReflectorOptions,
    'initialResourceVersion' | 'isKnown'
  > {
    return {
      isKnown: (uid, resourceVersion) => {
        const slot = this.#table.find(uid);
        return slot >= 0 && this.#table.hasVersion(slot, resourceVersion);
      },
      ...(this.#resume ? { initialResourceVersion: this.#resume } : {}),
    };
  }

  handlers(): Pick<
    ReflectorHandlers,
    | 'onListStart'
    | 'onListItems'
    | 'onListOversized'
    | 'onListComplete'
    | 'onEvents'
  > {
    return {
      onListStart: () => {
        this.#epoch += 1;
        this.#options.work?.listBegan(this.#listReason());
        this.#listing = true;
        this.#knownAtStart = this.#stored;
      },
      onListItems: async (items, { skipped }) => {
        this.#options.work?.objectsRead({
          parsed: items.length,
          skipped: skipped.length,
        });
        for (const { uid } of skipped) {
          const slot = this.#table.find(uid);
          if (slot >= 0) this.#table.setEpoch(slot, this.#epoch);
        }
        await this.#send(items.map(item => () => this.#change(item)));
      },
      onListOversized: async objects => {
        await this.#send(
          objects.map(
            ({ uid, name }) =>
              () =>
                this.#skip(uid, 'too-large', boundedText(name ?? uid)),
          ),
        );
      },
      onListComplete: ({ resourceVersion }) => this.#completed(resourceVersion),
      onEvents: async (events, { resourceVersion }) => {
        this.#options.work?.objectsRead({ parsed: events.length, skipped: 0 });
        await this.#send(
          events.map(event => () => this.#eventChange(event)),
          resourceVersion,
        );
      },
    };
  }

  /** Nothing changed up to here. Stores now and then that reading may go on from there. */
  async confirmed(resourceVersion: string): Promise<void> {
    this.#readTo = resourceVersion;
    if (this.#now() - this.#checkpointedAt < CHECKPOINT_MS) return;
    await this.#flush([], resourceVersion);
  }

  /** Why the kind is not current, where it is because a list is doubted. */
  get doubt(): string | undefined {
    return this.#doubt?.reason;
  }

  #learn(uid: string, version: string, hash: string): void {
    const before = this.#table.find(uid);
    if (before >= 0) {
      // Another fact of the same object. All were written together, unless one could not be read since.
      if (!this.#table.hasHash(before, hash)) {
        this.#table.setHash(before, undefined);
        this.#table.setVersion(before, undefined);
      }
      return;
    }
    const slot = this.#table.put(uid);
    this.#table.setStored(slot, true);
    this.#stored += 1;
    this.#table.setHash(slot, hash || undefined);
    this.#table.setVersion(slot, (hash && version) || undefined);
  }

  #isAllRead(): boolean {
    for (const slot of this.#table.slots()) {
      if (!this.#table.hasAnyHash(slot)) return false;
    }
    return true;
  }

  #listReason(): ListReason {
    if (this.#doubt) return 'doubted';
    return this.#epoch === 1 && this.#resume === undefined ? 'first' : 'again';
  }

  #eventChange(event: WatchEvent): ObjectChange | undefined {
    const { object } = event;
    if (event.type !== 'DELETED') return this.#change(object);
    const { uid } = object.metadata;
    this.#options.followed?.gone(uid);
    const slot = this.#table.find(uid);
    if (slot < 0) return undefined;
    const isStored = this.#table.isStored(slot);
    this.#skipped.note({
      uid,
      before: this.#table.skipped(slot),
      after: undefined,
    });
    this.#table.remove(slot);
    if (!isStored) return undefined;
    this.#stored -= 1;
    return { type: 'deleted', uid };
  }

  #change(object: KubernetesObject): ObjectChange | undefined {
    const { uid, name, namespace, resourceVersion } = object.metadata;
    const { watch, version, observer, adapter } = this.#options;
    const mapped = mapObject(watch, version, object);
    if ('skipped' in mapped) {
      return this.#skip(
        uid,
        mapped.skipped,
        boundedText(
          `${namespace ? `${namespace}/` : ''}${name}${
            mapped.detail ? `: ${mapped.detail}` : ''
          }`,
        ),
      );
    }
    const facts = prepareFacts({
      observer,
      adapter,
      uid,
      facts: mapped.facts,
    });
    const hash = hashFacts(facts.map(({ data }) => data));
    this.#options.followed?.seen({ uid, facts: mapped.facts, hash });
    const slot = this.#table.put(uid);
    const kept =
      resourceVersion && RESOURCE_VERSION.test(resourceVersion)
        ? resourceVersion
        : undefined;
    this.#table.setEpoch(slot, this.#epoch);
    this.#table.setVersion(slot, kept);
    this.#skipped.note({
      uid,
      before: this.#table.skipped(slot),
      after: undefined,
    });
    this.#table.setSkipped(slot, undefined);
    if (this.#table.hasHash(slot, hash)) return undefined;
    this.#table.setHash(slot, hash);
    const isStored = this.#table.isStored(slot);
    this.#setStored(slot, facts.length > 0);
    if (facts.length === 0 && !isStored) return undefined;
    return {
      type: 'facts',
      uid,
      hash,
      resourceVersion: kept ?? null,
      isNew: !isStored,
      facts,
    };
  }

  #skip(
    uid: string,
    reason: SkipReason,
    example: string,
  ): ObjectChange | undefined {
    const slot = this.#table.put(uid);
    this.#table.setEpoch(slot, this.#epoch);
    this.#table.setVersion(slot, undefined);
    const isNews = this.#table.hasAnyHash(slot);
    this.#table.setHash(slot, undefined);
    this.#skipped.note({
      uid,
      before: this.#table.skipped(slot),
      after: reason,
      example,
    });
    this.#table.setSkipped(slot, reason);
    if (!isNews || !this.#table.isStored(slot)) return undefined;
    return { type: 'skipped', uid, example };
  }

  #setStored(slot: number, stored: boolean): void {
    if (this.#table.isStored(slot) === stored) return;
    this.#table.setStored(slot, stored);
    this.#stored += stored ? 1 : -1;
  }

  async #completed(resourceVersion: string): Promise<void | 'list-again'> {
    const epoch = this.#epoch;
    const doubt = this.#doubt;
    this.#listing = false;
    let lost = 0;
    let lostBefore = 0;
    for (const slot of this.#table.slots()) {
      const last = this.#table.epoch(slot);
      if (last === epoch || !this.#table.isStored(slot)) continue;
      if (doubt && last < doubt.epoch) lostBefore += 1;
      else lost += 1;
    }
    const known = this.#knownAtStart;
    const times = (doubt?.times ?? 0) + 1;
    const isDoubted =
      times < MOST_DOUBTS &&
      isMassLoss({
        known: known - lostBefore,
        lost,
        massLoss: this.#massLoss,
      });
    // What two complete lists lacked is gone, whatever is thought of the rest.
    const goneBefore = isDoubted ? doubt?.epoch ?? 0 : epoch;
    await this.#removeGone(slot => this.#table.epoch(slot) < goneBefore);
    if (isDoubted) {
      this.#doubt = {
        epoch,
        times,
        reason: `a list lost ${lost} of ${known} objects; a second list has to confirm it`,
      };
      await this.#flush([]);
      return 'list-again';
    }
    this.#doubt = undefined;
    this.#isComplete = true;
    this.#readTo = resourceVersion;
    // Also that there is nothing to say: what was said before this thread began still stands.
    await this.#flush([], resourceVersion, { skipped: this.#skipped.take() });
    return undefined;
  }

  /** Takes out of the store and the table what no list had since. */
  async #removeGone(isGone: (slot: number) => boolean): Promise<void> {
    const table = this.#table;
    let gone = 0;
    let goneFromStore = 0;
    for (const slot of table.slots()) {
      if (!isGone(slot)) continue;
      gone += 1;
      if (table.isStored(slot)) goneFromStore += 1;
    }
    if (gone === 0) return;
    const uids = goneFromStore > 0 ? await this.#storedWhere(isGone) : [];
    table.removeWhere(slot => {
      if (!isGone(slot)) return false;
      const reason = table.skipped(slot);
      if (reason !== undefined) this.#skipped.gone(reason);
      this.#setStored(slot, false);
      return true;
    });
    this.#skipped.forgetExamples(uid => table.find(uid) >= 0);
    for (const uid of uids) {
      this.#coalescer?.drop(uid);
      this.#options.followed?.gone(uid);
    }
    for (let start = 0; start < uids.length; start += BATCH_SIZE) {
      await this.#flush(
        uids
          .slice(start, start + BATCH_SIZE)
          .map(uid => ({ type: 'deleted', uid })),
      );
    }
  }

  /** The uids of some objects: the table has none, the store has. */
  async #storedWhere(isMeant: (slot: number) => boolean): Promise<string[]> {
    const uids = new Set<string>();
    let after: string | undefined;
    do {
      const stored = await this.#sink.stored(after);
      for (const [uid] of linesOf(stored)) {
        const slot = this.#table.find(uid);
        if (slot >= 0 && isMeant(slot)) uids.add(uid);
      }
      after = stored.next;
    } while (after !== undefined);
    return [...uids];
  }

  /** Maps and hands over piece by piece, so that little is held at a time. */
  async #send(
    objects: (() => ObjectChange | undefined)[],
    resourceVersion?: string,
  ): Promise<void> {
    if (this.#failure) throw this.#failure.error;
    let changes: ObjectChange[] = [];
    let characters = 0;
    for (const map of objects) {
      const change = map();
      if (!change) continue;
      for (const each of this.#passing(change)) {
        changes.push(each);
        characters += charactersOf(each);
      }
      if (changes.length >= BATCH_SIZE || characters >= BATCH_CHARACTERS) {
        await this.#flush(changes);
        changes = [];
        characters = 0;
      }
    }
    if (resourceVersion !== undefined) this.#readTo = resourceVersion;
    const isDue =
      resourceVersion !== undefined &&
      this.#now() - this.#checkpointedAt >= CHECKPOINT_MS;
    const progress = this.#takeSkipped();
    if (changes.length > 0 || isDue || progress.skipped) {
      await this.#flush(changes, resourceVersion, progress);
    }
  }

  /** What of a change goes on now; what does not is handed on when its time comes. */
  #passing(change: ObjectChange): ObjectChange[] {
    if (!this.#coalescer) return [change];
    const passing = this.#coalescer.take(change, {
      now: this.#clock.now(),
      readTo: this.#readTo,
    });
    this.#wakeBy(this.#coalescer.dueAtOf(change.uid));
    return passing;
  }

  #wakeBy(dueAt: number | undefined): void {
    if (dueAt === undefined || dueAt >= this.#wakesAt) return;
    this.#wakesAt = dueAt;
    this.#wake.abort();
    this.#wake = new AbortController();
    const signal = AbortSignal.any([this.#abort.signal, this.#wake.signal]);
    this.#clock.sleep(dueAt - this.#clock.now(), signal).then(
      () => {
        this.#wakesAt = Infinity;
        this.#handOnDue().catch(error => {
          // Told to the reflector, which ends by it, with what it reads next.
          this.#failure = { error };
        });
      },
      () => undefined,
    );
  }

  async #handOnDue(): Promise<void> {
    const due = this.#coalescer?.due(this.#clock.now()) ?? [];
    for (let start = 0; start < due.length; start += BATCH_SIZE) {
      await this.#flush(due.slice(start, start + BATCH_SIZE));
    }
    this.#wakeBy(this.#coalescer?.dueAt);
  }

  async #flush(
    changes: ObjectChange[],
    readTo?: string,
    progress: Pick<KindProgress, 'skipped'> = this.#takeSkipped(),
  ): Promise<void> {
    // Whoever goes on from there must not miss what is held.
    const resourceVersion =
      readTo !== undefined && this.#coalescer && this.#coalescer.size > 0
        ? this.#coalescer.before
        : readTo;
    const isCheckpoint =
      resourceVersion !== undefined &&
      RESOURCE_VERSION.test(resourceVersion) &&
      this.#isComplete &&
      !this.#listing;
    if (isCheckpoint) this.#checkpointedAt = this.#now();
    const { refused } = await this.#sink.batch({
      changes,
      objects: this.#table.size,
      ...progress,
      ...(isCheckpoint
        ? {
            checkpoint: {
              resourceVersion,
              fingerprint: this.#options.fingerprint,
            },
          }
        : {}),
    });
    if (refused.length === 0) return;
    this.#noteRefused(changes, refused);
    const news = this.#takeSkipped();
    if (news.skipped) await this.#flush([], undefined, news);
  }

  /** What the database does not take is not known: it is tried again as soon as it is told again. */
  #noteRefused(
    changes: ObjectChange[],
    refused: { uid: string; example: string }[],
  ): void {
    const wasNew = new Set(
      changes.flatMap(change =>
        change.type === 'facts' && change.isNew ? [change.uid] : [],
      ),
    );
    for (const { uid, example } of refused) {
      const slot = this.#table.find(uid);
      if (slot < 0) continue;
      this.#table.setHash(slot, undefined);
      this.#table.setVersion(slot, undefined);
      if (wasNew.has(uid)) this.#setStored(slot, false);
      this.#skipped.note({
        uid,
        before: this.#table.skipped(slot),
        after: 'invalid-fact',
        example,
      });
      this.#table.setSkipped(slot, 'invalid-fact');
    }
  }

  #takeSkipped(): Pick<KindProgress, 'skipped'> {
    const skipped = this.#skipped.takeChanged();
    return skipped ? { skipped } : {};
  }
}

function* linesOf({ lines }: StoredObjects): Generator<string[]> {
  if (lines === '') return;
  for (const line of lines.split('\n')) yield line.split('\t');
}

function charactersOf(change: ObjectChange): number {
  return change.type === 'facts'
    ? change.facts.reduce((sum, { data }) => sum + data.length + 500, 0)
    : 0;
}

export type KindCollectorOptions = {
  /** The cluster that is read, by our id. */
  observer: string;
  adapter: string;
  watch: MappedKind & Pick<AdapterWatch, 'coalesceMs'>;
  version: string;
  /** Of the code that maps; see `fingerprintModules`. */
  fingerprint: string;
  sink: KindSink;
  /** Hears of all objects, where those that are not well are followed up. */
  followed?: Followed;
  /** Where what is read is counted. */
  work?: WorkCounter;
  /** The share of its objects that a kind may lose in one list; half by default. */
  massLoss?: number;
  /** Milliseconds of any clock. */
  now?: () => number;
  /** What changes are held back by that come too often. */
  clock?: Clock;
};

/**
 * Where changes go. Each promise resolves once they are in the database; one
 * that rejects ends the collector, hashes and all.
 */
export interface KindSink {
  batch(
    batch: { changes: ObjectChange[] } & KindProgress,
  ): Promise<{ refused: { uid: string; example: string }[] }>;
  /** What is stored of the kind, after the uid where the last answer ended. */
  stored(
    after: string | undefined,
  ): Promise<Partial<StoredKind> & StoredObjects>;
}

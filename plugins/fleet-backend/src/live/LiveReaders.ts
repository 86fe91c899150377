import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { Access } from '../permissions/Access';
import type { FleetSnapshots, FleetViews } from '../read/fleet';
import { SIGNAL_CHANNEL } from './RevisionPublisher';

/** Who has not asked for so long is not told any more: a permission may be gone by now. */
const READS_FOR_MS = 60_000;
/** What others see is looked at so often until it has what was signalled. */
const LOOK_MS = 250;
const LOOKS = 40;
/** People who are told at once. */
const MOST_READERS = 20_000;

type Reader = { access: Access; askedAt: number };

/**
 * Tells open pages that something changed: only those of people who have just
 * been allowed to see it. Who may see all is told the revision; who may see some
 * is told when that is different, and learns nothing of the rest, not even that
 * there is some.
 */
export class LiveReaders {
  readonly #signals: Pick<SignalsService, 'publish'>;
  readonly #snapshots: Pick<FleetSnapshots, 'latest'>;
  readonly #views: Pick<FleetViews, 'of'>;
  readonly #logger: LoggerService;
  readonly #monotonic: () => number;
  readonly #readers = new Map<string, Reader>();
  /** What those who may see the same were last told, by the key of their access. */
  #told = new Map<string, number>();
  #wanted = 0;
  #looking: Promise<void> | undefined;
  #stopped = false;

  constructor(options: {
    signals: Pick<SignalsService, 'publish'>;
    snapshots: Pick<FleetSnapshots, 'latest'>;
    views: Pick<FleetViews, 'of'>;
    logger: LoggerService;
    /** Milliseconds since any moment; never goes back. */
    monotonic?: () => number;
  }) {
    this.#signals = options.signals;
    this.#snapshots = options.snapshots;
    this.#views = options.views;
    this.#logger = options.logger;
    this.#monotonic = options.monotonic ?? (() => performance.now());
  }

  /** Somebody was just answered, and may see this. */
  asked(userEntityRef: string, access: Access): void {
    this.#readers.delete(userEntityRef);
    this.#readers.set(userEntityRef, { access, askedAt: this.#monotonic() });
    if (this.#readers.size > MOST_READERS) {
      this.#readers.delete(this.#readers.keys().next().value as string);
    }
  }

  /** Something visible changed. */
  async publish(message: { revision: number }): Promise<void> {
    this.#forgetOld();
    const whole = [...this.#readers].flatMap(([user, { access }]) =>
      access.isWhole ? [user] : [],
    );
    if (whole.length > 0) await this.#tell(whole, message.revision);
    if (whole.length < this.#readers.size) this.#lookFor(message.revision);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#looking;
  }

  #forgetOld(): void {
    const oldest = this.#monotonic() - READS_FOR_MS;
    // In the order in which they asked last.
    for (const [user, { askedAt }] of this.#readers) {
      if (askedAt >= oldest) break;
      this.#readers.delete(user);
    }
  }

  #lookFor(revision: number): void {
    this.#wanted = Math.max(this.#wanted, revision);
    this.#looking ??= this.#look()
      .catch(error => {
        if (this.#stopped) return;
        this.#logger.warn(
          'Telling pages of people who may not see all failed; they ask by themselves',
          error,
        );
      })
      .finally(() => {
        this.#looking = undefined;
      });
  }

  async #look(): Promise<void> {
    for (let look = 0; look < LOOKS && !this.#stopped; look += 1) {
      const { revision } = await this.#snapshots.latest();
      if (revision >= this.#wanted) break;
      await new Promise(resolve => {
        setTimeout(resolve, LOOK_MS).unref();
      });
    }
    if (this.#stopped) return;
    const groups = new Map<string, { access: Access; users: string[] }>();
    for (const [user, { access }] of this.#readers) {
      if (access.isWhole) continue;
      const group = groups.get(access.key) ?? { access, users: [] };
      group.users.push(user);
      groups.set(access.key, group);
    }
    const told = new Map<string, number>();
    for (const [key, { access, users }] of groups) {
      const { revision } = (await this.#views.of(access)).fleet;
      told.set(key, revision);
      if (this.#told.get(key) !== revision) await this.#tell(users, revision);
    }
    this.#told = told;
  }

  #tell(users: string[], revision: number): Promise<void> {
    return this.#signals.publish({
      recipients: { type: 'user', entityRef: users },
      channel: SIGNAL_CHANNEL,
      message: { revision },
    });
  }
}

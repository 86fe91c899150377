import { randomBytes } from 'node:crypto';
import type { FleetSimulator } from '../FleetSimulator';
import { auditEventOf } from './auditEventOf';

const INTERVAL_MS = 2_000;
const TIMEOUT_MS = 10_000;
/** Addresses of this machine: what is simulated is told to nobody else. */
const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];

/**
 * Sends what people do on one of the simulated clusters as its API server would, until it is
 * taken. A portal that does not listen yet is told later.
 *
 * @public
 */
export class AuditLogSender {
  /** Whose log it is: the first cluster on which somebody edited something. */
  readonly cluster: string;
  readonly token: string;
  readonly #simulator: FleetSimulator;
  readonly #url: string;
  readonly #taken = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #isSending = false;

  /**
   * @param url - beneath which a path of the cluster's name takes events, on this machine
   * @param token - what is shown there; a new one unless given
   * @throws Error where nobody edited anything, or the address is another machine's
   */
  constructor(
    simulator: FleetSimulator,
    url: string,
    token = randomBytes(24).toString('hex'),
  ) {
    const first = firstEdit(simulator);
    if (!first) throw new Error('nobody edits anything in this scenario');
    if (!LOOPBACK.includes(new URL(url).hostname)) {
      throw new Error(`'${url}' is no address of this machine`);
    }
    this.cluster = first.cluster;
    this.token = token;
    this.#simulator = simulator;
    this.#url = `${url.replace(/\/$/, '')}/${this.cluster}?timeout=30s`;
  }

  run(): void {
    this.#timer ??= setInterval(() => void this.send(), INTERVAL_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Sends what was not taken yet. */
  async send(): Promise<void> {
    if (this.#isSending) return;
    const reports = this.#simulator.drifts
      .reports()
      .filter(
        ({ cluster, id }) => cluster === this.cluster && !this.#taken.has(id),
      );
    if (reports.length === 0) return;
    this.#isSending = true;
    try {
      const { ok } = await fetch(this.#url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${this.token}`,
        },
        body: JSON.stringify({
          kind: 'EventList',
          apiVersion: 'audit.k8s.io/v1',
          metadata: {},
          items: reports.flatMap(
            report =>
              auditEventOf(report, `${report.component}-dev@example.com`) ?? [],
          ),
        }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (ok) for (const { id } of reports) this.#taken.add(id);
    } catch {
      // Nobody listens yet.
    } finally {
      this.#isSending = false;
    }
  }
}

/** Whether there is anything that an audit log would tell of. */
export function hasEdits(simulator: FleetSimulator): boolean {
  return firstEdit(simulator) !== undefined;
}

function firstEdit(simulator: FleetSimulator) {
  return simulator.drifts.reports().find(({ kind }) => kind === 'edit-image');
}

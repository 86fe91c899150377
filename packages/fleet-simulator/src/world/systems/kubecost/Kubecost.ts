import type {
  ServiceRequest,
  ServiceResponse,
} from '../../../api/ServiceProxy';
import { toTimestamp } from '../../../clock';
import { allocationSet, five, timestamp } from '../../costs/allocationSet';
import { daysOf, hoursOf } from '../../costs/daysOf';
import { createLedger } from '../../costs/createLedger';
import type { Ledger } from '../../costs/Ledger';
import type { WorldSystem, WorldSystemContext } from '../WorldSystem';

export const KUBECOST_NAMESPACE = 'kubecost';
export const KUBECOST_SERVICE = { name: 'kubecost-cost-analyzer', port: 9090 };

const DAY_MS = 86_400_000;
/** Agents run their checks so often. */
const RUN_EVERY_MS = 300_000;
const CHECKS = [
  'kubecostEmittingMetric',
  'prometheusHasKubecostMetric',
  'prometheusHasCadvisorMetric',
  'prometheusHasKSMMetric',
  'dailyAllocationEtlHealthy',
  'dailyAssetEtlHealthy',
];

type Member = {
  name: string;
  ledger: Ledger;
  isReachable: () => boolean;
  lastRun: number;
};

const envelope = (data: unknown): ServiceResponse => ({
  body: { code: 200, data },
});

/** A primary that answers for the clusters of its cloud, and hears of their agents. */
export class Kubecost implements WorldSystem {
  readonly #context: WorldSystemContext;
  readonly #members: Member[];

  constructor(context: WorldSystemContext) {
    this.#context = context;
    const { clock, spec, clusters } = context;
    this.#members = [...clusters.values()]
      .filter(other => other.spec.provider === spec.provider)
      .map(other => ({
        name: other.spec.name,
        ledger: createLedger({
          ...context,
          cluster: other.cluster,
          spec: other.spec,
        }),
        isReachable: () => other.cluster.isReachable,
        lastRun: clock.now() - (clock.now() % RUN_EVERY_MS),
      }));
  }

  load(): void {
    const { cluster, clock, bornAt } = this.#context;
    const { name, port } = KUBECOST_SERVICE;
    clock.at(bornAt + 6 * DAY_MS, () =>
      cluster.store.create(
        {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: {
            name,
            namespace: KUBECOST_NAMESPACE,
            labels: { app: 'cost-analyzer' },
          },
          spec: {
            type: 'ClusterIP',
            selector: { app: 'cost-analyzer' },
            ports: [
              {
                name: 'tcp-frontend',
                port,
                protocol: 'TCP',
                targetPort: port,
              },
            ],
          },
        },
        { manager: 'helm', operation: 'Update' },
      ),
    );
    cluster.registerService(KUBECOST_NAMESPACE, name, port, request =>
      this.answer(request),
    );
  }

  /** Agents run; of a cluster that is cut off nothing is heard any more. */
  tick(): void {
    const now = this.#context.clock.now();
    for (const member of this.#members) {
      if (member.isReachable()) member.lastRun = now - (now % RUN_EVERY_MS);
    }
  }

  answer({ path, query, method }: ServiceRequest): ServiceResponse {
    if (method !== 'GET') return { status: 405, body: 'Method Not Allowed\n' };
    switch (path) {
      case '/model/allocation':
        return this.#allocations(query);
      case '/model/diagnostics/multicluster':
        return envelope({
          overview: {},
          clusters: this.#members.map(member => this.#diagnosticOf(member)),
        });
      case '/model/budgets':
        return envelope(this.#budgets());
      default:
        return { status: 404, body: '404 page not found\n' };
    }
  }

  #allocations(query: URLSearchParams): ServiceResponse {
    const window = query.get('window') ?? '';
    const hours = query.get('accumulate') === 'hour' ? 1 : 24;
    const starts =
      hours === 1 ? hoursOf(window) : daysOf(window, this.#context.clock.now());
    if (!starts) return { status: 400, body: 'Invalid window\n' };
    return envelope(
      starts.map(start =>
        Object.assign(
          {},
          ...this.#members.map(({ name, ledger }) => {
            const day = hours === 1 ? ledger.hour(start) : ledger.day(start);
            return day
              ? allocationSet({
                  start,
                  hours,
                  cluster: name,
                  day,
                  aggregate: (query.get('aggregate') ?? 'namespace').split(','),
                  includeIdle: query.get('idle') === 'true',
                  splitIdle: query.get('splitIdle') === 'true',
                })
              : {};
          }),
        ),
      ),
    );
  }

  #diagnosticOf({ name, lastRun }: Member): object {
    return {
      clusterId: name,
      latestRun: toTimestamp(lastRun),
      kubecostVersion: 'v2.8.2',
      ...Object.fromEntries(
        CHECKS.map(check => [
          check,
          {
            diagnosticPassed: true,
            numFailures: 0,
            firstFailureDate: '',
            diagnosticOutput: '',
          },
        ]),
      ),
    };
  }

  /** One for all, and one for each cluster; what is spent follows from the days that are over. */
  #budgets(): object[] {
    const now = this.#context.clock.now();
    const month = new Date(now);
    month.setUTCDate(1);
    month.setUTCHours(0, 0, 0, 0);
    const start = month.getTime();
    month.setUTCMonth(month.getUTCMonth() + 1);
    const window = {
      start: timestamp(start),
      end: timestamp(month.getTime()),
    };
    const days = Math.floor((now - start) / DAY_MS);
    const budgets = this.#members.map(({ name, ledger }) => {
      let spent = 0;
      let perDay = 0;
      for (let index = 0; index < Math.max(1, days); index++) {
        const yesterday = Math.floor(now / DAY_MS - 1) * DAY_MS;
        const day = ledger.day(timestamp(yesterday - index * DAY_MS));
        if (!day) continue;
        perDay = day.nodes.reduce(
          (sum, node) => sum + node.cpuCost + node.gpuCost + node.ramCost,
          0,
        );
        if (index < days) spent += perDay;
      }
      return { name, spent, perDay };
    });
    const budget = (
      name: string,
      values: Record<string, string[]>,
      limit: number,
      spent: number,
    ) => ({
      id: `budget-${name}`,
      name,
      values,
      kind: 'soft',
      interval: 'monthly',
      intervalDay: 1,
      spendLimit: Math.round(limit / 100) * 100,
      currentSpend: five(spent),
      actions: [80, 100].map(percentage => ({ percentage, emails: [] })),
      window,
    });
    const all = (key: 'spent' | 'perDay') =>
      budgets.reduce((sum, each) => sum + each[key], 0);
    return [
      // The last of them was set when there were fewer nodes.
      ...budgets.map(({ name, spent, perDay }, index) =>
        budget(
          name,
          { cluster: [name] },
          perDay * (index === budgets.length - 1 ? 26 : 34),
          spent,
        ),
      ),
      budget('azure', {}, all('perDay') * 36, all('spent')),
    ];
  }
}

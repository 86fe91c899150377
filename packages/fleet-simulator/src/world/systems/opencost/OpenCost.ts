import type {
  ServiceRequest,
  ServiceResponse,
} from '../../../api/ServiceProxy';
import { allocationSet, five } from '../../costs/allocationSet';
import { daysOf, hoursOf } from '../../costs/daysOf';
import { createLedger } from '../../costs/createLedger';
import type { Ledger } from '../../costs/Ledger';
import type { WorldSystem, WorldSystemContext } from '../WorldSystem';

export const OPENCOST_NAMESPACE = 'opencost';
export const OPENCOST_SERVICE = { name: 'opencost', port: 9003 };

const DAY_MS = 86_400_000;
/** A cloud tells what a day cost two days after it. */
const BILLED_AFTER_MS = 2 * DAY_MS;

const envelope = (data: unknown): ServiceResponse => ({
  body: { code: 200, status: 'success', data },
});

const BILL = [
  { service: 'AmazonEC2', category: 'Compute', cost: 1 },
  { service: 'AmazonEKS', category: 'Management', cost: 0.06 },
  { service: 'AWSELB', category: 'Network', cost: 0.04 },
  { service: 'AmazonS3', category: 'Storage', cost: 0.09 },
];

/** What OpenCost answers of the cluster that it runs on. Its objects are its service alone. */
export class OpenCost implements WorldSystem {
  readonly #context: WorldSystemContext;
  readonly #ledger: Ledger;

  constructor(context: WorldSystemContext) {
    this.#context = context;
    this.#ledger = createLedger(context);
  }

  load(): void {
    const { cluster, clock, bornAt } = this.#context;
    const { name, port } = OPENCOST_SERVICE;
    clock.at(bornAt + 5 * DAY_MS, () =>
      cluster.store.create(
        {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: {
            name,
            namespace: OPENCOST_NAMESPACE,
            labels: { 'app.kubernetes.io/name': name },
          },
          spec: {
            type: 'ClusterIP',
            selector: { 'app.kubernetes.io/name': name },
            ports: [{ name: 'http', port, protocol: 'TCP', targetPort: port }],
          },
        },
        { manager: 'helm', operation: 'Update' },
      ),
    );
    cluster.registerService(OPENCOST_NAMESPACE, name, port, request =>
      this.answer(request),
    );
  }

  /** Its answers follow from the world as it is. */
  tick(): void {}

  answer({ path, query, method }: ServiceRequest): ServiceResponse {
    if (method !== 'GET') return { status: 405, body: 'Method Not Allowed\n' };
    if (path === '/healthz') return { body: '' };
    const now = this.#context.clock.now();
    const window = query.get('window') ?? '';
    const days = daysOf(window, now);
    const hours = query.get('step') === '1h' ? hoursOf(window) : undefined;
    if (!days) {
      return {
        status: 400,
        body: `Invalid 'window' parameter: illegal window: ${query.get(
          'window',
        )}\n`,
      };
    }
    switch (path) {
      case '/allocation':
      case '/allocation/compute':
        return envelope(
          hours
            ? hours.map(start => this.#allocations(start, 1, query))
            : days.map(start => this.#allocations(start, 24, query)),
        );
      case '/assets':
        return envelope(Object.assign({}, ...days.map(this.#assets)));
      case '/cloudCost':
        return envelope({ sets: days.map(start => this.#bill(start, now)) });
      default:
        return { status: 404, body: '404 page not found\n' };
    }
  }

  #allocations(start: string, hours: 1 | 24, query: URLSearchParams): object {
    const day =
      hours === 1 ? this.#ledger.hour(start) : this.#ledger.day(start);
    if (!day) return {};
    return allocationSet({
      start,
      hours,
      cluster: this.#context.spec.name,
      day,
      aggregate: (query.get('aggregate') ?? 'namespace').split(','),
      includeIdle: query.get('includeIdle') === 'true',
    });
  }

  readonly #assets = (start: string): object => {
    const day = this.#ledger.day(start);
    const { spec } = this.#context;
    const end = new Date(Date.parse(start) + DAY_MS)
      .toISOString()
      .replace('.000Z', 'Z');
    const common = { window: { start, end }, start, end, minutes: 1440 };
    const provider = spec.provider.toUpperCase();
    return Object.fromEntries(
      (day?.nodes ?? []).map(node => [
        `${provider}/__undefined__/__undefined__/Compute/${spec.name}/Node/Kubernetes/${node.name}`,
        {
          type: 'Node',
          properties: {
            category: 'Compute',
            provider,
            service: 'Kubernetes',
            cluster: spec.name,
            name: node.name,
          },
          ...common,
          nodeType: node.instanceType,
          cpuCores: node.cores,
          ramBytes: node.ramBytes,
          cpuCost: five(node.cpuCost),
          gpuCost: five(node.gpuCost),
          ramCost: five(node.ramCost),
          adjustment: 0,
          totalCost: five(node.cpuCost + node.gpuCost + node.ramCost),
        },
      ]),
    );
  };

  /** Only the management cluster's is connected to the company's account. */
  #bill(start: string, now: number): object {
    const { spec, clusters } = this.#context;
    const isKnown =
      spec.environment === 'management' &&
      Date.parse(start) + DAY_MS + BILLED_AFTER_MS <= now;
    const nodes = [...clusters.values()]
      .filter(other => other.spec.provider === spec.provider)
      .reduce((sum, other) => sum + other.spec.nodes, 0);
    const provider = spec.provider.toUpperCase();
    const money = (cost: number) => ({
      cost: five(cost),
      kubernetesPercent: 0.9,
    });
    return {
      cloudCosts: isKnown
        ? Object.fromEntries(
            BILL.map(({ service, category, cost }) => [
              `${provider}/123456789012/${service}/${category}`,
              {
                properties: {
                  provider,
                  accountID: '123456789012',
                  service,
                  category,
                },
                window: {
                  start,
                  end: new Date(Date.parse(start) + DAY_MS)
                    .toISOString()
                    .replace('.000Z', 'Z'),
                },
                listCost: money(nodes * 9.5 * cost),
                netCost: money(nodes * 8.1 * cost),
                amortizedNetCost: money(nodes * 7.4 * cost),
                invoicedCost: money(nodes * 8.1 * cost),
              },
            ]),
          )
        : {},
    };
  }
}

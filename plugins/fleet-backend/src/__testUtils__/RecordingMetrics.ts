import type {
  MetricAttributes,
  MetricsService,
} from '@backstage/backend-plugin-api/alpha';

type Recorded = { name: string; value: number; attributes?: MetricAttributes };

/** Metrics that a test can look at. */
export class RecordingMetrics implements MetricsService {
  /** What was recorded, in its order. */
  readonly recorded: Recorded[] = [];
  /** Every instrument that there is. */
  readonly names: string[] = [];
  readonly #callbacks: {
    name: string;
    callback: Parameters<
      ReturnType<MetricsService['createObservableGauge']>['addCallback']
    >[0];
  }[] = [];

  /** What observable instruments say now. */
  async observed(): Promise<Recorded[]> {
    const found: Recorded[] = [];
    for (const { name, callback } of this.#callbacks) {
      await callback({
        observe: (value, attributes) => found.push({ name, value, attributes }),
      });
    }
    return found;
  }

  createCounter = (name: string) => ({ add: this.#recorder(name) });
  createUpDownCounter = (name: string) => ({ add: this.#recorder(name) });
  createHistogram = (name: string) => ({ record: this.#recorder(name) });
  createGauge = (name: string) => ({ record: this.#recorder(name) });
  createObservableCounter = (name: string) => this.#observable(name);
  createObservableUpDownCounter = (name: string) => this.#observable(name);
  createObservableGauge = (name: string) => this.#observable(name);

  #recorder(name: string) {
    this.names.push(name);
    return (value: number, attributes?: MetricAttributes) => {
      this.recorded.push({ name, value, attributes });
    };
  }

  #observable(
    name: string,
  ): ReturnType<MetricsService['createObservableGauge']> {
    this.names.push(name);
    return {
      addCallback: callback => {
        this.#callbacks.push({ name, callback: callback as never });
      },
      removeCallback: () => {},
    };
  }
}

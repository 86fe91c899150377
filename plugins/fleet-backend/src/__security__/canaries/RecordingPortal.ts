import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
  type LoggerService,
  type RootLoggerService,
} from '@backstage/backend-plugin-api';
import {
  metricsServiceRef,
  tracingServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import type { Knex } from 'knex';
import { RecordingMetrics } from '../../__testUtils__/RecordingMetrics';
import type { policyOf } from '../../__testUtils__/router';

/** Everything that a portal says to anybody but who asks it. */
export class RecordingPortal {
  /** Log lines of all levels, with their fields and errors. */
  readonly lines: string[] = [];
  readonly metrics = new RecordingMetrics();
  /** Names and attributes of spans. */
  readonly spans: string[] = [];
  readonly signals: string[] = [];

  /** The services that record, and the store. */
  features(options: {
    knex: Knex;
    permissions: ReturnType<typeof policyOf>;
  }): BackendFeature[] {
    return [
      createServiceFactory({
        service: coreServices.rootLogger,
        deps: {},
        factory: () => this.#logger({}),
      }),
      createServiceFactory({
        service: coreServices.database,
        deps: {},
        factory: () => ({ getClient: async () => options.knex }),
      }),
      createServiceFactory({
        service: coreServices.permissions,
        deps: {},
        factory: () => options.permissions,
      }),
      createServiceFactory({
        service: metricsServiceRef,
        deps: {},
        factory: () => this.metrics,
      }),
      createServiceFactory({
        service: tracingServiceRef,
        deps: {},
        factory: () =>
          ({
            startActiveSpan: (name: string, ...rest: unknown[]) => {
              const work = rest.pop() as (span: unknown) => unknown;
              this.spans.push(JSON.stringify([name, ...rest]));
              return work({
                setAttribute: (...said: unknown[]) =>
                  this.spans.push(JSON.stringify(said)),
                setAttributes: (said: unknown) =>
                  this.spans.push(JSON.stringify(said)),
                recordException: (error: unknown) =>
                  this.spans.push(textOf(error)),
                setStatus: (said: unknown) =>
                  this.spans.push(JSON.stringify(said)),
                end: () => {},
              });
            },
          } as never),
      }),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({
          publish: async (signal: unknown) => {
            this.signals.push(JSON.stringify(signal));
          },
        }),
      }),
    ];
  }

  #logger(fields: object): RootLoggerService {
    const line = (level: string) => (message: string, meta?: object) => {
      this.lines.push(
        [level, message, textOf({ ...fields }), textOf(meta)].join(' '),
      );
    };
    const logger: LoggerService = {
      error: line('error'),
      warn: line('warn'),
      info: line('info'),
      debug: line('debug'),
      child: meta => this.#logger({ ...fields, ...meta }),
    };
    return logger;
  }
}

/** All that a value says, errors with what they say beside their message. */
export function textOf(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner instanceof Error
      ? {
          ...inner,
          message: inner.message,
          stack: inner.stack,
          cause: inner.cause,
        }
      : inner,
  );
}

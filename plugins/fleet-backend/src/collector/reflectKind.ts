import {
  reflect,
  type KubernetesClient,
  type KubernetesResource,
  type Reflector,
  type ReflectorHandlers,
  type ReflectorOptions,
} from '@fleetview/kube-watch';
import type { KindCollector } from './KindCollector';

/** Reads one kind: learns what is stored of it, then follows it from there. */
export function reflectKind(options: {
  client: KubernetesClient;
  resource: KubernetesResource;
  collector: Pick<
    KindCollector,
    'prime' | 'handlers' | 'confirmed' | 'doubt' | 'reflectorOptions' | 'stop'
  >;
  handlers: Pick<ReflectorHandlers, 'onConfirmed' | 'onState'>;
  reflectorOptions: ReflectorOptions;
  /** Begins no sooner: whoever read the kind before may still be handing over. */
  after?: Promise<void>;
}): Reflector {
  const { client, resource, collector, handlers, reflectorOptions } = options;
  let stopped = reflectorOptions.signal?.aborted ?? false;
  let reflector: Reflector | undefined;
  const run = async () => {
    await options.after;
    if (stopped || reflectorOptions.signal?.aborted) return;
    await collector.prime();
    if (stopped || reflectorOptions.signal?.aborted) return;
    reflector = reflect(
      client,
      resource,
      {
        ...collector.handlers(),
        onConfirmed: confirmation => {
          if (confirmation.by === 'bookmark' || confirmation.by === 'event') {
            void collector.confirmed(confirmation.resourceVersion);
          }
          handlers.onConfirmed?.(confirmation);
        },
        onState: (state, detail) =>
          handlers.onState?.(state, {
            ...detail,
            ...(collector.doubt && state !== 'current'
              ? { reason: collector.doubt }
              : {}),
          }),
      },
      { ...reflectorOptions, ...collector.reflectorOptions() },
    );
    await reflector.done;
  };
  const done = run().finally(() => collector.stop());
  // Whoever wants to know asks for it; nobody has to.
  done.catch(() => undefined);
  return {
    done,
    stop: async () => {
      stopped = true;
      await reflector?.stop();
    },
  };
}

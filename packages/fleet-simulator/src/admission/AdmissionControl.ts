import { ApiError } from '../api/status';
import { KubernetesObject } from '../types';

/** A validating webhook of a cluster. @public */
export type AdmissionPolicy = {
  /** By which it is taken away again. */
  name: string;
  /** The webhook as the API server names it, such as `validate.kyverno.svc-fail`. */
  webhook: string;
  /** Why an object may not be stored; `undefined` lets it pass. */
  refuse: (object: KubernetesObject) => string | undefined;
};

/** A mutating webhook of a cluster. @public */
export type AdmissionMutation = {
  /** By which it is taken away again. */
  name: string;
  /** The object as it is to be stored; the same object lets it pass unchanged. */
  mutate: (object: KubernetesObject) => KubernetesObject;
};

/** The webhooks of one cluster, asked before an object is stored. */
export class AdmissionControl {
  readonly #policies = new Map<string, AdmissionPolicy>();
  readonly #mutations = new Map<string, AdmissionMutation>();

  /** The names of the policies that are on. */
  get policies(): readonly string[] {
    return [...this.#policies.keys()];
  }

  add(policy: AdmissionPolicy): void {
    this.#policies.set(policy.name, policy);
  }

  remove(name: string): void {
    this.#policies.delete(name);
  }

  addMutation(mutation: AdmissionMutation): void {
    this.#mutations.set(mutation.name, mutation);
  }

  removeMutation(name: string): void {
    this.#mutations.delete(name);
  }

  /** The names of the mutating webhooks that are on. */
  get mutations(): readonly string[] {
    return [...this.#mutations.keys()];
  }

  /** What the mutating webhooks make of an object that somebody writes. */
  mutate<T extends KubernetesObject>(object: T): T {
    let mutated: KubernetesObject = object;
    for (const { mutate } of this.#mutations.values()) {
      mutated = mutate(mutated);
    }
    return mutated as T;
  }

  /** What the API server says of an object that is refused. */
  refusalOf(object: KubernetesObject): string | undefined {
    for (const { webhook, refuse } of this.#policies.values()) {
      const reason = refuse(object);
      if (reason !== undefined) {
        return `admission webhook "${webhook}" denied the request: ${reason}`;
      }
    }
    return undefined;
  }

  /**
   * Lets an object pass, or refuses it as the API server does: with 400, unless the webhook names
   * another code.
   *
   * @throws ApiError when a policy refuses the object
   */
  check(object: KubernetesObject): void {
    const refusal = this.refusalOf(object);
    if (refusal !== undefined) throw new ApiError(400, undefined, refusal);
  }
}

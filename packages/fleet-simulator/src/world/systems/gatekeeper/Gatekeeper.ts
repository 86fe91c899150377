import { toTimestamp } from '../../../clock';
import { nameSuffix } from '../../../random';
import type { ObjectReference } from '../../../store/ObjectStore';
import type { KubernetesObject } from '../../../types';
import { buildDefinition } from '../../builders/definitions';
import type { WorldSystem, WorldSystemContext } from '../WorldSystem';
import {
  buildConfig,
  buildConstraints,
  buildTemplate,
  CONSTRAINT_KINDS,
} from './policies';
import {
  CONFIG_GROUP,
  type Constraint,
  CONSTRAINTS_GROUP,
  type ConstraintTemplate,
  constraintType,
  TEMPLATES_GROUP,
  type Violation,
} from './types';

const DAY_MS = 86_400_000;
const AUDIT_MS = 60_000;
/** As many violations as a constraint lists. */
const MOST_LISTED = 20;
const WRITER = { manager: 'gatekeeper', operation: 'Update' as const };
const APPLIED = {
  manager: 'kubectl-client-side-apply',
  operation: 'Update' as const,
};

function matches(pattern: string, text: string): boolean {
  return pattern.endsWith('*')
    ? text.startsWith(pattern.slice(0, -1))
    : pattern === text;
}

/**
 * Gatekeeper with the company's constraints. Each template makes a kind, and takes
 * it away when it goes; each minute an audit counts what breaks the constraints. On
 * a development cluster the audit does not run, so that nothing is ever counted.
 */
export class Gatekeeper implements WorldSystem {
  readonly #context: WorldSystemContext;
  readonly #registry: string;
  /** The definitions that templates made, by kind. */
  readonly #made = new Map<string, string>();
  #auditedAt = -Infinity;

  constructor(context: WorldSystemContext) {
    this.#context = context;
    this.#registry = `registry.${context.scenario.dnsDomain}`;
  }

  load(): void {
    const { clock, cluster, bornAt } = this.#context;
    const { store } = cluster;
    clock.at(bornAt + 4 * DAY_MS, () => {
      store.create(buildConfig(), APPLIED);
      for (const kind of CONSTRAINT_KINDS) {
        store.create(buildTemplate(kind), APPLIED);
      }
      this.#make();
      for (const constraint of buildConstraints(this.#registry)) {
        store.create(constraint, APPLIED);
      }
    });
    clock.at(clock.now() - 20_000, () => this.tick());
  }

  tick(): void {
    this.#make();
    this.#observe();
    const now = this.#context.clock.now();
    if (!this.#audits || now - this.#auditedAt < AUDIT_MS) return;
    this.#auditedAt = now;
    this.#audit(now);
  }

  get #audits(): boolean {
    return this.#context.spec.environment !== 'development';
  }

  get #templates(): ConstraintTemplate[] {
    return this.#context.cluster.store.all<ConstraintTemplate>(
      `${TEMPLATES_GROUP}/v1`,
      'ConstraintTemplate',
    );
  }

  get #constraints(): Constraint[] {
    const { store } = this.#context.cluster;
    return [...this.#made.keys()].flatMap(kind =>
      store.registry.findByKind(`${CONSTRAINTS_GROUP}/v1beta1`, kind)
        ? store.all<Constraint>(`${CONSTRAINTS_GROUP}/v1beta1`, kind)
        : [],
    );
  }

  /** Makes the kinds of templates that came, and takes away those of templates that went. */
  #make(): void {
    const { store } = this.#context.cluster;
    const wanted = new Map(
      this.#templates.map(template => [
        template.spec.crd.spec.names.kind,
        template,
      ]),
    );
    for (const kind of wanted.keys()) {
      if (this.#made.has(kind)) continue;
      const definition = buildDefinition(constraintType(kind));
      store.create(definition, WRITER);
      this.#made.set(kind, definition.metadata.name);
    }
    for (const [kind, name] of this.#made) {
      if (wanted.has(kind)) continue;
      store.delete({
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        name,
      });
      this.#made.delete(kind);
    }
  }

  #pods(object: KubernetesObject): object[] {
    const { spec } = this.#context;
    const pod = (name: string, operations: string[]) => ({
      id: `${name}-${nameSuffix(9, spec.name, name)}-${nameSuffix(
        5,
        spec.name,
        name,
      )}`,
      observedGeneration: object.metadata.generation,
      operations,
    });
    return [
      ...(this.#audits
        ? [pod('gatekeeper-audit', ['audit', 'generate', 'status'])]
        : []),
      pod('gatekeeper-controller-manager', ['webhook']),
    ];
  }

  /** Each pod says that it has what there is. */
  #observe(): void {
    const { store } = this.#context.cluster;
    for (const template of this.#templates) {
      this.#tell(template, {
        created: true,
        byPod: this.#pods(template),
      });
    }
    for (const config of store.all(`${CONFIG_GROUP}/v1alpha1`, 'Config')) {
      this.#tell(config, { byPod: this.#pods(config) });
    }
    for (const constraint of this.#constraints) {
      this.#tell(constraint, {
        ...constraint.status,
        byPod: this.#pods(constraint).map(pod => ({
          ...pod,
          constraintUID: constraint.metadata.uid,
          enforced: true,
        })),
      });
    }
  }

  #tell(object: KubernetesObject, status: object): void {
    if (JSON.stringify(object.status) === JSON.stringify(status)) return;
    const { apiVersion, kind, metadata } = object;
    const reference: ObjectReference = {
      apiVersion,
      kind,
      namespace: metadata.namespace,
      name: metadata.name,
    };
    this.#context.cluster.store.update(
      reference,
      draft => {
        draft.status = status;
      },
      WRITER,
    );
  }

  #audit(now: number): void {
    const { store } = this.#context.cluster;
    for (const constraint of this.#constraints) {
      const { enforcementAction = 'deny', match } = constraint.spec;
      const excluded = match?.excludedNamespaces ?? [];
      const found = CONSTRAINT_KINDS.find(
        ({ kind }) => kind === constraint.kind,
      )?.find(store, this.#registry);
      const violations = (found ?? [])
        .filter(({ object }) => {
          const within =
            object.kind === 'Namespace'
              ? object.metadata.name
              : object.metadata.namespace ?? '';
          return !excluded.some(pattern => matches(pattern, within));
        })
        .map(({ object, message }): Violation => {
          const [group, version] = object.apiVersion.includes('/')
            ? object.apiVersion.split('/')
            : ['', object.apiVersion];
          const { namespace, name } = object.metadata;
          return {
            group,
            version,
            kind: object.kind,
            ...(namespace && { namespace }),
            name,
            message,
            enforcementAction,
          };
        });
      this.#tell(constraint, {
        auditTimestamp: toTimestamp(now),
        totalViolations: violations.length,
        ...(violations.length > 0 && {
          violations: violations.slice(0, MOST_LISTED),
        }),
        byPod: constraint.status?.byPod ?? [],
      });
    }
  }
}

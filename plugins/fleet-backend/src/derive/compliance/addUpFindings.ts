import {
  complianceResultOf,
  mergeRulesBy,
  unitOfViolations,
  type ComplianceUnit,
  type FindingResult,
} from '@fleetview/backstage-plugin-fleet-common';
import { awaitedFindings, toldOf } from './awaitedFindings';
import { componentLookup } from './componentLookup';
import { failuresOf, type FoundUnit } from './failuresOf';
import { isExpected } from './isExpected';
import { idOf, LONGEST, policyKey } from './keys';
import { namesKept } from './namesKept';
import { placesOf } from './placesOf';
import { repeatsOf } from './repeatsOf';
import type {
  Belonging,
  ComplianceInputs,
  ComplianceRows,
  Failing,
  Origin,
  StoredFinding,
  SumRow,
} from './types';

/** More than anybody repairs; a bound for a cluster that makes them up. */
const MOST_COUNTED = 1_000_000;

/** These say neither that something fails nor that it does not. */
const NO_ANSWERS: ReadonlySet<FindingResult> = new Set(['error', 'unknown']);

/** What is added to a sum. */
type Unit = ComplianceUnit & {
  origin: Origin;
  namespace: string;
  entityRef: string;
  /** Where several observers tell the same result: which; else empty. */
  claim: string;
  /** What tells one thing from others, of what is listed. */
  identity?: string;
};

/**
 * Adds up what policies found on a cluster, by component, policy, severity and result,
 * and by what it rests on: whether that is current is judged when it is read.
 *
 * Of what is counted by its engine without being listed, the rest counts as failing as
 * well (Gatekeeper lists 20 of N); a policy of which nothing breaks counts as kept once,
 * by the cluster as a whole. Kyverno's result of a Pod beside that of its maker counts
 * once. What fails counts on while its report is made anew.
 */
export function addUpFindings(told: ComplianceInputs): ComplianceRows {
  const awaited = awaitedFindings(told);
  const inputs: ComplianceInputs = {
    ...told,
    findings: [...told.findings, ...awaited.keys()],
  };
  const failing = new Map<string, Failing>();
  const isControl = namesKept(controlsIn(inputs));
  const repeats = repeatsOf(inputs.findings);
  const found = unitsOfFindings(inputs, {
    failing,
    awaited,
    isControl,
    repeats,
  });
  const sums = new Map<string, SumRow>();
  for (const unit of [...found, ...unitsOfCounts(inputs)]) {
    add(sums, inputs, unit);
  }
  return {
    sums,
    places: placesOf(inputs, isControl),
    failing,
    repeats: idsOf(repeats),
    failures: failuresOf(
      inputs,
      found.map(unit => foundUnit(inputs, unit)),
      completenessOf(inputs),
    ),
  };
}

function* controlsIn({
  findings,
  policies,
}: ComplianceInputs): Generator<readonly string[]> {
  for (const { fact } of findings) yield fact.controls;
  for (const { fact } of policies) yield fact.controls;
}

function foundUnit(inputs: ComplianceInputs, unit: Unit): FoundUnit {
  const { origin, namespace, entityRef, engine, policy, severity } = unit;
  const { environment, owner, system } = belongingOf(inputs, unit);
  return {
    unit: unitIdOf(inputs, unit),
    observer: origin.observer,
    result: unit.result,
    ...(unit.firstFailedAt === undefined
      ? {}
      : { failingSince: unit.firstFailedAt }),
    policyKey: policyKey(engine, policy),
    row: {
      namespace,
      entityRef,
      region: inputs.region,
      environment,
      owner,
      system,
      engine,
      policy: policy.slice(0, LONGEST),
      severity: severity ?? '',
      observer: origin.observer,
    },
  };
}

/** What tells apart failures of policies and things, as `failure` has them. */
function unitIdOf(
  { clusterId }: ComplianceInputs,
  { engine, policy, namespace, identity }: Unit,
): string {
  return idOf([clusterId, engine, policy, namespace, identity]);
}

/** Of policies whose engine counts what breaks them: whether it names all of it. */
function completenessOf(inputs: ComplianceInputs): Map<string, 'all' | 'part'> {
  const listed = listedBySource(inputs);
  const counts = new Map<string, 'all' | 'part'>();
  for (const { sourceUid, fact } of inputs.policies) {
    if (!fact.violations) continue;
    const key = policyKey(fact.engine, fact.name);
    const isAll = fact.violations.total <= (listed.get(sourceUid) ?? 0);
    if (!isAll || counts.get(key) !== 'part') {
      counts.set(key, isAll ? 'all' : 'part');
    }
  }
  return counts;
}

function listedBySource(inputs: ComplianceInputs): Map<string, number> {
  const listed = new Map<string, number>();
  for (const { sourceUid, fact } of inputs.findings) {
    if (fact.result !== 'fail') continue;
    listed.set(sourceUid, (listed.get(sourceUid) ?? 0) + 1);
  }
  return listed;
}

function unitsOfFindings(
  inputs: ComplianceInputs,
  {
    failing,
    awaited,
    isControl,
    repeats,
  }: {
    /** What fails is added to it. */
    failing: Map<string, Failing>;
    awaited: ReadonlyMap<StoredFinding, Failing>;
    isControl: (name: string) => boolean;
    /** What is counted with another. */
    repeats: ReadonlyMap<StoredFinding, StoredFinding>;
  },
): Unit[] {
  const { clusterId, policies } = inputs;
  const componentOf = componentLookup(inputs.things);
  const severities = new Map(
    policies.map(({ fact }) => [
      policyKey(fact.engine, fact.name),
      fact.severity,
    ]),
  );
  const observersOf = new Map<string, Set<string>>();
  for (const { origin, fact } of inputs.findings) {
    if (!fact.claim) continue;
    const observers = observersOf.get(fact.claim) ?? new Set();
    observersOf.set(fact.claim, observers.add(origin.observer));
  }
  const counted = inputs.findings.filter(finding => !repeats.has(finding));
  const units = counted.map<Unit>(finding => {
    const { origin, fact, namespace, seenAt } = finding;
    const { engine, policy, resource, claim, controls } = fact;
    const isToldTwice = (observersOf.get(claim ?? '')?.size ?? 0) > 1;
    const severity = fact.severity ?? severities.get(policyKey(engine, policy));
    const unit: Unit = {
      origin,
      namespace,
      entityRef: resource ? componentOf({ ...resource, namespace }) : '',
      engine,
      policy,
      cluster: clusterId,
      ...(severity && { severity }),
      controls: controls.filter(isControl),
      // Whether it is current is judged when it is read.
      result: complianceResultOf(fact.result, { stale: false }),
      stale: false,
      claim: isToldTwice && claim ? idOf([claim]) : '',
      identity: JSON.stringify(
        resource
          ? [resource.group, resource.kind, resource.name]
          : [fact.rule, fact.container],
      ),
    };
    if (resource) unit.resource = unit.identity;
    const id = idOf([
      clusterId,
      engine,
      policy,
      fact.rule,
      resource?.kind,
      namespace,
      resource?.name,
      fact.container,
    ]);
    const isNoAnswer = NO_ANSWERS.has(fact.result);
    if (!isNoAnswer && unit.result !== 'fail') return unit;
    const before = inputs.failing.get(id);
    const known =
      before?.since ??
      // What vanished a short time ago without being repaired goes on.
      inputs.recentFailures.get(unitIdOf(inputs, unit))?.seenAt;
    if (isNoAnswer) {
      // That it could not be evaluated ends nothing.
      if (known !== undefined) {
        failing.set(id, { told: before?.told, since: known });
      }
      return unit;
    }
    const since = Math.min(
      // What passed before fails from now on; of before the first look nobody knows.
      known ?? (inputs.isFirst ? seenAt : inputs.now),
      failing.get(id)?.since ?? Infinity,
    );
    const told = toldOf(finding, clusterId);
    failing.set(id, {
      ...(awaited.get(finding) ??
        (told === undefined ? failing.get(id) : { told })),
      since,
    });
    return { ...unit, firstFailedAt: since };
  });
  return mergeRulesBy(units, ({ origin, ...unit }) =>
    JSON.stringify([
      origin.observer,
      origin.adapter,
      origin.group,
      origin.kind,
      origin.sourceNamespace,
      origin.unreadable,
      unit.engine,
      unit.policy,
      unit.namespace,
      unit.resource,
      unit.claim,
    ]),
  );
}

/** As they are stored; what is counted on while its report is away is not. */
function idsOf(
  repeats: ReadonlyMap<StoredFinding, StoredFinding>,
): Map<string, string> {
  const ids = new Map<string, string>();
  for (const [{ id }, { id: repeated }] of repeats) {
    if (id !== undefined && repeated !== undefined) ids.set(id, repeated);
  }
  return ids;
}

/** What engines count of their policies beyond what they list. */
function unitsOfCounts(inputs: ComplianceInputs): Unit[] {
  const listed = listedBySource(inputs);
  return inputs.policies.flatMap<Unit>(({ origin, sourceUid, fact }) => {
    const { violations, engine, name: policy, severity } = fact;
    if (!violations || !isExpected(fact)) return [];
    const unit = unitOfViolations(
      {
        engine,
        policy,
        cluster: inputs.clusterId,
        stale: false,
        ...(severity && { severity }),
      },
      { total: Math.min(violations.total, MOST_COUNTED) },
      listed.get(sourceUid) ?? 0,
    );
    return unit
      ? [{ ...unit, origin, namespace: '', entityRef: '', claim: '' }]
      : [];
  });
}

function add(
  sums: Map<string, SumRow>,
  inputs: ComplianceInputs,
  unit: Unit,
): void {
  const { origin, namespace, entityRef } = unit;
  const belonging = belongingOf(inputs, unit);
  const named = {
    namespace,
    entity_ref: entityRef,
    region: inputs.region,
    environment: belonging.environment,
    owner: belonging.owner,
    system: belonging.system,
    engine: unit.engine,
    policy: unit.policy.slice(0, LONGEST),
    severity: unit.severity ?? '',
    result: unit.result === 'not-evaluated' ? 'unknown' : unit.result,
    claim: unit.claim,
    observer: origin.observer,
    adapter: origin.adapter,
    api_group: origin.group,
    kind: origin.kind,
    source_namespace: origin.sourceNamespace,
    unreadable: origin.unreadable,
    controls: unit.controls?.length
      ? JSON.stringify([...unit.controls].sort())
      : '',
  };
  const id = idOf([
    inputs.clusterId,
    ...Object.values(named),
    // How a hub calls the cluster is one of several ways, and not what tells sums apart.
    origin.subjectReference === null ? '' : 'told',
  ]);
  const known = sums.get(id) ?? {
    ...named,
    subject_reference: origin.subjectReference,
    reference_key: origin.referenceKey,
    things: 0,
    failing_since: null,
  };
  sums.set(id, known);
  known.things += unit.count ?? 1;
  if (unit.firstFailedAt !== undefined) {
    known.failing_since = Math.min(
      known.failing_since ?? Infinity,
      unit.firstFailedAt,
    );
  }
}

function belongingOf(
  { cells, cluster }: ComplianceInputs,
  { namespace, entityRef }: Unit,
): Belonging {
  return cells.get(`${namespace}/${entityRef}`) ?? cluster;
}

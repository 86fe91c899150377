import {
  SEVERITIES,
  statedStandards,
  type Severity,
} from '@fleetview/backstage-plugin-fleet-common';
import { isExpected } from './isExpected';
import { idOf, LONGEST, policyKey } from './keys';
import { namesKept } from './namesKept';
import type { ComplianceInputs, PlaceRow, PolicyWords } from './types';

/** Names that are kept of what results say of a policy. */
const MOST_NAMES = 100;

/**
 * The policies that a cluster is expected to evaluate, by id: those that are there and are
 * no template of others, and those that only their results tell of. Of these it is known
 * that somebody evaluates them, as there are results.
 *
 * @param isControl - which names of controls are kept
 */
export function placesOf(
  inputs: ComplianceInputs,
  isControl: (name: string) => boolean = () => true,
): Map<string, PlaceRow> {
  const { policies, clusterId } = inputs;
  const isStandard = namesKept(
    policies.map(({ fact }) => statedStandards(fact)),
  );
  // What others are made from is evaluated by them, and not by itself.
  const templates = new Set(
    policies.flatMap(({ fact }) =>
      fact.references.flatMap(({ role, kind, name }) =>
        role === 'template' ? [`${kind}/${name}`] : [],
      ),
    ),
  );
  const rows = new Map<string, PlaceRow>();
  for (const { fact } of policies) {
    if (!isExpected(fact) || templates.has(`${fact.kind}/${fact.name}`)) {
      continue;
    }
    const { engine, name, severity = '' } = fact;
    rows.set(
      idOf([clusterId, engine, name]),
      rowOf(engine, name, severity, {
        ...(fact.title === undefined ? {} : { title: fact.title }),
        standards: statedStandards(fact).filter(isStandard),
        categories: fact.categories,
        controls: fact.controls.filter(isControl),
        rules: fact.rules.map(rule => rule.name),
      }),
    );
  }
  for (const [key, told] of toldOf(inputs)) {
    const [engine, policy]: [string, string] = JSON.parse(key);
    rows.set(
      idOf([clusterId, engine, policy]),
      rowOf(engine, policy, told.severity ?? '', {
        standards: [],
        // Benchmarks are called as their standard is.
        categories: [policy, ...told.categories],
        controls: [],
        rules: [...told.rules],
      }),
    );
  }
  return rows;
}

type Told = {
  severity?: Severity;
  categories: Set<string>;
  rules: Set<string>;
};

/** What results say of policies that nothing else tells of. */
function toldOf({ findings, policies }: ComplianceInputs): Map<string, Told> {
  const known = new Set(
    policies.map(({ fact }) => policyKey(fact.engine, fact.name)),
  );
  const told = new Map<string, Told>();
  for (const { fact } of findings) {
    const key = policyKey(fact.engine, fact.policy);
    if (known.has(key)) continue;
    const of: Told = told.get(key) ?? {
      categories: new Set(),
      rules: new Set(),
    };
    told.set(key, of);
    const { severity, category, rule } = fact;
    if (severity && isWorse(severity, of.severity)) of.severity = severity;
    if (category && of.categories.size < MOST_NAMES)
      of.categories.add(category);
    if (rule && of.rules.size < MOST_NAMES) of.rules.add(rule);
  }
  return told;
}

function isWorse(one: Severity, other: Severity | undefined): boolean {
  return (
    other === undefined || SEVERITIES.indexOf(one) < SEVERITIES.indexOf(other)
  );
}

function rowOf(
  engine: string,
  policy: string,
  severity: string,
  words: PolicyWords,
): PlaceRow {
  return {
    engine,
    policy: policy.slice(0, LONGEST),
    severity,
    data: JSON.stringify(words),
  };
}

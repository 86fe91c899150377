import { hash } from 'node:crypto';
import {
  type AccessFact,
  boundedName,
  boundedText,
  canonicalText,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  factBase,
  joinDefined,
  type MapContext,
  type Mapped,
  timeOf,
} from '@fleetview/backstage-plugin-fleet-node';
import type { BindingObject, RoleObject } from './schema';

/** Rules or subjects that a fact has in words; the others it counts. */
const MOST_WORDS = 20;

type StatedRule = NonNullable<RoleObject['rules']>[number];
type Rule = { [Key in keyof StatedRule]-?: string[] };
type Subject = NonNullable<BindingObject['subjects']>[number];

/** Of the engine: roles are many, and the one that browsers share takes ten times as long. */
function digestOf(said: Parameters<typeof canonicalText>[0]): string {
  return hash('sha256', canonicalText(said));
}

/** What a role allows: the same for the same rules, in whatever order they stand. */
export function readRole(role: RoleObject, context: MapContext): Mapped {
  const rules = (role.rules ?? []).map(sortedRule);
  const texts = [...new Set(rules.map(canonicalText))].sort();
  return toFact(role, context, {
    digest: digestOf(texts),
    words: rules.map(wordsOfRule),
  });
}

/** Whom a binding gives which role, in whatever order they stand. */
export function readBinding(
  binding: BindingObject,
  context: MapContext,
): Mapped {
  const { roleRef } = binding;
  const subjects = binding.subjects ?? [];
  const texts = subjects
    .map(({ kind, name, namespace = '' }) =>
      canonicalText([kind, namespace, name]),
    )
    .sort();
  return toFact(binding, context, {
    digest: digestOf([roleRef.kind, roleRef.name, [...new Set(texts)]]),
    words: subjects.map(wordsOfSubject),
    role: { kind: boundedName(roleRef.kind), name: boundedName(roleRef.name) },
  });
}

function toFact(
  { metadata }: Pick<RoleObject, 'metadata'>,
  context: MapContext,
  said: Pick<AccessFact, 'digest' | 'words' | 'role'>,
): Mapped {
  const { kind, namespace, name } = context.source;
  const fact: AccessFact = joinDefined(
    factBase(context, metadata, {
      changedAt: timeOf(metadata.creationTimestamp),
    }),
    { type: 'access', kind, namespace, name: boundedName(name) },
    said,
    {
      words: [...said.words].sort().slice(0, MOST_WORDS),
      total: said.words.length,
    },
  );
  return { facts: [fact] };
}

function sorted(values: readonly string[] | undefined): string[] {
  if (!values || values.length < 2) return [...(values ?? [])];
  return [...new Set(values)].sort();
}

function sortedRule(rule: StatedRule): Rule {
  return {
    verbs: sorted(rule.verbs),
    apiGroups: sorted(rule.apiGroups),
    resources: sorted(rule.resources),
    resourceNames: sorted(rule.resourceNames),
    nonResourceURLs: sorted(rule.nonResourceURLs),
  };
}

function wordsOfRule(rule: Rule): string {
  const { verbs, apiGroups, resources, resourceNames, nonResourceURLs } = rule;
  const of =
    resources.length > 0
      ? `${resources.join(', ')} of ${apiGroups
          .map(group => group || 'core')
          .join(', ')}`
      : nonResourceURLs.join(', ');
  const named =
    resourceNames.length > 0 ? `, named ${resourceNames.join(', ')}` : '';
  return boundedText(`${verbs.join(', ')}: ${of}${named}`);
}

function wordsOfSubject({ kind, namespace, name }: Subject): string {
  return boundedText(`${kind} ${namespace ? `${namespace}/` : ''}${name}`);
}

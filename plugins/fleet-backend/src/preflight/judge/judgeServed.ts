import type { FleetCheck } from '@fleetview/backstage-plugin-fleet-common';
import type { Discovery } from '@fleetview/kube-watch';
import {
  failed,
  notApplicable,
  passed,
  someOf,
  unknown,
  type Had,
} from '../../verify';
import { recordOf, recordsOf } from '../manifests/json';
import { apiVersionOf, type Kind, type Manifest } from '../manifests/Manifest';
import { servedOf } from '../read/servedOf';
import { removalOf } from '../removals';
import { isOwnGroup } from './ownGroups';

type Question = {
  kinds: readonly Kind[];
  manifests: readonly Manifest[];
  discovery: Had<Discovery>;
  asOf: string;
};

/** Whether the kinds of Kubernetes itself are served at the versions that they are written in. */
export function judgeApiVersions(question: Question): FleetCheck {
  const kinds = question.kinds.filter(({ group }) => isOwnGroup(group));
  return judgeServed('api-versions', kinds, question, {
    nothing: 'Nothing of Kubernetes itself is in it.',
    advice: kind => {
      const use = removalOf(kind)?.use;
      return use ? `Write ${kind.kind} as ${use}.` : undefined;
    },
    otherwise: 'Write them in a version that the cluster serves.',
  });
}

/** Whether the custom kinds are defined there, at the versions that they are written in. */
export function judgeCustomResources(question: Question): FleetCheck {
  const kinds = question.kinds.filter(({ group }) => !isOwnGroup(group));
  return judgeServed('custom-resources', kinds, question, {
    nothing: 'No custom resources are in it.',
    advice: () => undefined,
    otherwise:
      'Install their definitions (CustomResourceDefinitions) there first.',
  });
}

function judgeServed(
  check: string,
  kinds: readonly Kind[],
  { manifests, discovery, asOf }: Question,
  words: {
    nothing: string;
    advice: (kind: Kind) => string | undefined;
    otherwise: string;
  },
): FleetCheck {
  if (kinds.length === 0) return notApplicable(check, words.nothing);
  if (!('value' in discovery)) {
    return unknown(
      check,
      discovery.cause,
      `What it serves is not known: ${discovery.reason}.`,
    );
  }
  const brought = definedBy(manifests);
  const all = kinds.map(kind => ({
    kind,
    served: servedOf(discovery.value, kind),
    isBrought: brought.has(keyOf(kind)),
  }));
  const absent = all.filter(
    ({ served, isBrought }) => served.state === 'absent' && !isBrought,
  );
  const open = all.filter(
    ({ served, isBrought }) => served.state === 'unknown' && !isBrought,
  );
  const own = all.filter(({ served }) => served.state === 'served');
  const coming = all.filter(
    ({ served, isBrought }) => served.state !== 'served' && isBrought,
  );
  const evidence = [
    ...(own.length > 0
      ? [
          {
            source: 'discovery',
            says: `serves ${someOf(own.map(({ kind }) => wordOf(kind)))}`,
            confirmedAt: asOf,
          },
        ]
      : []),
    ...(coming.length > 0
      ? [
          {
            source: 'manifests',
            says: `define ${someOf(coming.map(({ kind }) => wordOf(kind)))}`,
            confirmedAt: asOf,
          },
        ]
      : []),
  ];
  if (absent.length > 0) {
    const advices = absent.flatMap(({ kind }) => words.advice(kind) ?? []);
    return failed(
      check,
      `It does not serve ${someOf(
        absent.map(({ kind, served }) => {
          const others = served.state === 'absent' ? served.others : [];
          return `${wordOf(kind)}${
            others.length > 0 ? ` (but ${someOf(others)})` : ''
          }`;
        }),
      )}.`,
      [
        ...evidence,
        {
          source: 'discovery',
          says: `does not serve ${someOf(
            absent.map(({ kind }) => wordOf(kind)),
          )}`,
          confirmedAt: asOf,
        },
      ],
      advices.length > 0 ? advices.join(' ') : words.otherwise,
    );
  }
  if (open.length > 0) {
    return unknown(
      check,
      'not-evaluated',
      `Whether it serves ${someOf(
        open.map(({ kind }) => wordOf(kind)),
      )} is not known: that part of it does not answer.`,
      { evidence },
    );
  }
  return passed(check, `All ${kinds.length} kinds are served.`, evidence);
}

function wordOf(kind: Kind): string {
  return `${kind.kind} of ${apiVersionOf(kind)}`;
}

function keyOf({ group, version, kind }: Kind): string {
  return `${group}/${version}/${kind}`;
}

/** The kinds whose definitions come along. */
function definedBy(manifests: readonly Manifest[]): ReadonlySet<string> {
  return new Set(
    manifests
      .filter(
        ({ group, kind }) =>
          group === 'apiextensions.k8s.io' &&
          kind === 'CustomResourceDefinition',
      )
      .flatMap(({ object }) => {
        const { group, names, versions } = recordOf(object.spec);
        return recordsOf(versions)
          .filter(({ served }) => served === true)
          .map(
            ({ name }) =>
              `${String(group)}/${String(name)}/${String(
                recordOf(names).kind,
              )}`,
          );
      }),
  );
}

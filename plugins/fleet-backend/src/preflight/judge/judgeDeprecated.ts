import type { FleetCheck } from '@fleetview/backstage-plugin-fleet-common';
import {
  failed,
  minorOf,
  notApplicable,
  passed,
  someOf,
  unknown,
  type Had,
} from '../../verify';
import { apiVersionOf, type Kind } from '../manifests/Manifest';
import { removalOf, REMOVALS_UP_TO } from '../removals';
import { isOwnGroup } from './ownGroups';

const CHECK = 'deprecated-apis';
const GUIDE = 'deprecation guide of Kubernetes';

/** Whether anything is written in a version that Kubernetes gave up, or is about to. */
export function judgeDeprecated(options: {
  kinds: readonly Kind[];
  version: Had<string>;
  asOf: string;
}): FleetCheck {
  const { version, asOf } = options;
  const kinds = options.kinds.filter(({ group }) => isOwnGroup(group));
  if (kinds.length === 0) {
    return notApplicable(CHECK, 'Nothing of Kubernetes itself is in it.');
  }
  const old = kinds.flatMap(kind => {
    const removal = removalOf(kind);
    return removal ? [{ kind, removal }] : [];
  });
  const minor = 'value' in version ? minorOf(version.value) : undefined;
  if (minor === undefined) {
    return unknown(
      CHECK,
      'value' in version ? 'unstated' : version.cause,
      'Which version of Kubernetes it runs is not known.',
    );
  }
  const evidence = [
    {
      source: 'API server',
      says: `runs 1.${minor}`,
      confirmedAt: asOf,
    },
    {
      source: GUIDE,
      says:
        old.length === 0
          ? `names none of ${kinds.length} kinds`
          : someOf(
              old.map(
                ({ kind, removal }) =>
                  `${wordOf(kind)} is gone in 1.${removal.minor}`,
              ),
            ),
      confirmedAt: asOf,
    },
  ];
  const advice = old
    .map(({ kind, removal }) =>
      removal.use
        ? `Write ${kind.kind} as ${removal.use}.`
        : `There is nothing in place of ${kind.kind}.`,
    )
    .join(' ');
  const gone = old.filter(({ removal }) => removal.minor <= minor);
  if (gone.length > 0) {
    return failed(
      CHECK,
      `Kubernetes 1.${minor} has no ${someOf(
        gone.map(({ kind }) => wordOf(kind)),
      )} any more.`,
      evidence,
      advice,
    );
  }
  const next = old.filter(({ removal }) => removal.minor === minor + 1);
  if (next.length > 0) {
    return failed(
      CHECK,
      `The next upgrade takes ${someOf(
        next.map(({ kind }) => wordOf(kind)),
      )} away.`,
      evidence,
      advice,
    );
  }
  if (minor > REMOVALS_UP_TO) {
    return unknown(
      CHECK,
      'not-evaluated',
      `What Kubernetes 1.${minor} gave up is not known to this portal.`,
      { evidence },
    );
  }
  return passed(
    CHECK,
    old.length === 0
      ? 'Nothing is in a version that Kubernetes gave up.'
      : 'It is served, and Kubernetes gives it up later.',
    evidence,
    advice || undefined,
  );
}

function wordOf(kind: Kind): string {
  return `${kind.kind} of ${apiVersionOf(kind)}`;
}

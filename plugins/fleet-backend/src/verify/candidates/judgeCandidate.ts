import type {
  CandidateVerificationRequest,
  FleetCheck,
} from '@fleetview/backstage-plugin-fleet-common';
import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import type { Asked } from '../ask/LiveSight';
import { failed, passed, someOf, unknown } from '../checks';
import { judgeBackups } from '../judge/judgeBackups';
import { judgeClock } from '../judge/judgeClock';
import { judgeMetrics } from '../judge/judgeMetrics';
import { judgeRights } from '../judge/judgeRights';
import { judgeVersion, type VersionSight } from '../judge/judgeVersion';
import { candidateKinds } from './candidateKinds';

const NEEDED = ['region', 'environment', 'tier', 'owner'] as const;
const NO_CREDENTIALS = {
  cause: 'not-asked' as const,
  reason: 'no credentials were named to look at it with',
};

/** Who of the fleet is at an address already, or has a UID. */
export type AlreadyThere = { byServer: boolean; byUid: boolean };

/** Whether a cluster could join the fleet, by what it answers now and what is written of it. */
export function judgeCandidate(options: {
  adapters: readonly FleetAdapter[];
  asked: Asked;
  already: AlreadyThere;
  hasCredentials: boolean;
  attributes: CandidateVerificationRequest['attributes'];
  asOf: number;
}): FleetCheck[] {
  const { adapters, asked, hasCredentials, asOf } = options;
  const groupNames =
    'sight' in asked && 'value' in asked.sight.groupNames
      ? asked.sight.groupNames.value
      : [];
  // What nobody may see who shows nothing says nothing of what somebody may.
  const seen: Asked =
    hasCredentials || 'cause' in asked ? asked : NO_CREDENTIALS;
  return [
    judgeAnswer(asked, asOf),
    judgeNew(options, seen),
    judgeRights(candidateKinds(adapters, groupNames), seen),
    judgeClock('sight' in asked ? asked.sight.clock : asked),
    judgeVersion(versionOf(asked), asOf),
    judgeStated(options.attributes ?? {}, new Date(asOf).toISOString()),
    judgeEngines(adapters, seen),
    judgeBackups(seen),
    unknown(
      'cost-agent',
      'not-asked',
      'What tells costs is asked once it is one of the fleet.',
      { advice: 'Name it below fleet.polls of the configuration then.' },
    ),
    judgeMetrics(seen),
  ];
}

function versionOf(asked: Asked): VersionSight {
  if (!('sight' in asked)) return asked;
  const { version, at } = asked.sight;
  if (!('value' in version)) return version;
  return {
    value: {
      version: version.value,
      source: 'API server',
      confirmedAt: new Date(at).toISOString(),
    },
  };
}

function judgeAnswer(asked: Asked, asOf: number): FleetCheck {
  if ('sight' in asked) {
    const { version, at, tookMs } = asked.sight;
    const says =
      'value' in version
        ? `answered in ${tookMs} ms`
        : `answered, and refused: ${version.reason}`;
    const evidence = [
      {
        source: 'API server',
        says,
        confirmedAt: new Date(at).toISOString(),
      },
    ];
    // Who answers something else is no API server, or something in front of one.
    return 'value' in version || version.cause === 'forbidden'
      ? passed('reachability', 'It answers, under its certificate.', evidence)
      : unknown(
          'reachability',
          'not-evaluated',
          'Something answers, and not as an API server does.',
          { evidence },
        );
  }
  if (asked.cause !== 'unreachable') {
    return unknown(
      'reachability',
      asked.cause,
      `It was not connected to: ${asked.reason}.`,
    );
  }
  return failed(
    'reachability',
    `It does not answer: ${asked.reason}.`,
    [
      {
        source: 'API server',
        says: asked.reason,
        confirmedAt: new Date(asOf).toISOString(),
      },
    ],
    'See whether its address and its certificate authority are right, and whether the network lets the portal reach it.',
  );
}

function judgeNew(
  { already }: Parameters<typeof judgeCandidate>[0],
  asked: Asked,
): FleetCheck {
  if (already.byServer || already.byUid) {
    return failed(
      'identity',
      already.byServer
        ? 'The fleet has a cluster at this address already.'
        : 'The fleet has a cluster with this UID already, under another address.',
      [{ source: 'registry', says: 'it is known' }],
      'Look for it on the page of clusters. To register it again makes two of one.',
    );
  }
  const uid = 'sight' in asked ? asked.sight.uid : asked;
  return 'value' in uid && 'sight' in asked
    ? passed('identity', 'The fleet has none with this UID.', [
        {
          source: 'API server',
          says: `kube-system has UID ${uid.value}`,
          confirmedAt: new Date(asked.sight.at).toISOString(),
        },
      ])
    : unknown(
        'identity',
        'cause' in uid ? uid.cause : 'not-evaluated',
        `Whether it is one of the fleet already is not known: ${
          'cause' in uid ? uid.reason : ''
        }.`,
        {
          advice:
            'Let the credentials that it is looked at with get the namespace kube-system.',
        },
      );
}

function judgeStated(
  attributes: NonNullable<CandidateVerificationRequest['attributes']>,
  asOf: string,
): FleetCheck {
  const said = NEEDED.filter(key => attributes[key]?.trim());
  const evidence = said.map(key => ({
    source: 'who asks',
    says: `${key} ${attributes[key]}`,
    confirmedAt: asOf,
  }));
  const missing = NEEDED.filter(key => !said.includes(key));
  return missing.length === 0
    ? passed(
        'labels',
        'It is said where it will be, what for and whose.',
        evidence,
      )
    : failed(
        'labels',
        `Nothing says its ${missing.join(', ')}.`,
        evidence,
        'Say it before it joins: placements, gates and permissions go by it.',
      );
}

/** That an engine is there is not that it has policies; that none is, is that there are none. */
function judgeEngines(
  adapters: readonly FleetAdapter[],
  asked: Asked,
): FleetCheck {
  const KIND = 'policy-bundle';
  const names = 'sight' in asked ? asked.sight.groupNames : asked;
  if (!('value' in names) || !('sight' in asked)) {
    const { cause, reason } = names as { cause: 'not-asked'; reason: string };
    return unknown(
      KIND,
      cause,
      `Whether it has policies is not known: ${reason}.`,
    );
  }
  const engines = adapters.filter(({ watches }) =>
    watches.some(({ group, facts }) => {
      const own: readonly string[] = facts;
      return (
        own.includes('policy') &&
        !own.includes('namespace') &&
        names.value.includes(group)
      );
    }),
  );
  const evidence = [
    {
      source: 'API server',
      says:
        engines.length > 0
          ? `serves ${someOf(engines.map(({ title }) => title))}`
          : 'serves no engine of policies that is read',
      confirmedAt: new Date(asked.sight.at).toISOString(),
    },
  ];
  return engines.length > 0
    ? unknown(
        KIND,
        'not-evaluated',
        'It has an engine. Which policies it has is read once it is one of the fleet.',
        { evidence },
      )
    : failed(
        KIND,
        'It has no engine of policies that is read.',
        evidence,
        'Install Kyverno or Gatekeeper there, and the policies that all clusters have.',
      );
}

import { ServiceUnavailableError } from '@backstage/errors';
import type {
  CandidateVerificationRequest,
  ClusterVerification,
} from '@fleetview/backstage-plugin-fleet-common';
import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import type { Knex } from 'knex';
import type { AuditActor, AuditRequest, AuditTrail } from '../../audit';
import { normaliseServer } from '../../clusters/apiServer';
import { shownServer } from '../../clusters/guard/shownServer';
import type { ClusterRegistry } from '../../clusters/ClusterRegistry';
import { askCluster } from '../ask/askCluster';
import type { ClusterAsker } from '../ask/ClusterAsker';
import type { Asked } from '../ask/LiveSight';
import { countChecks } from '../checks';
import { rightsToAsk } from '../judge/judgeRights';
import type { CandidateAsker } from './CandidateAsker';
import { candidateKinds } from './candidateKinds';
import { judgeCandidate } from './judgeCandidate';

export type VerifyingCandidate = {
  knex: Knex;
  registry: Pick<ClusterRegistry, 'records'>;
  adapters: readonly FleetAdapter[];
  asker: ClusterAsker;
  candidates: CandidateAsker;
  audit: AuditTrail;
  actor: AuditActor;
  request?: AuditRequest;
  now: () => number;
};

/**
 * Whether a cluster that is none of the fleet could join it. Of what it
 * answers only its version, its UID and, in few words, why it refuses are told.
 *
 * @throws ServiceUnavailableError where too many were asked, or it cannot be recorded
 */
export async function verifyCandidate(
  verifying: VerifyingCandidate,
  wanted: CandidateVerificationRequest,
): Promise<ClusterVerification> {
  const { adapters, now } = verifying;
  const asked = await ask(verifying, wanted);
  const asOf = now();
  const checks = judgeCandidate({
    adapters,
    asked,
    already: await alreadyThere(verifying, wanted.server, asked),
    hasCredentials: wanted.credentials !== undefined,
    attributes: wanted.attributes,
    asOf,
  }).filter(
    ({ kind }) =>
      !wanted.checks?.length || (wanted.checks as string[]).includes(kind),
  );
  return {
    asOf: new Date(asOf).toISOString(),
    server: shownServer(wanted.server),
    checks,
    counts: countChecks(checks),
  };
}

async function ask(
  verifying: VerifyingCandidate,
  wanted: CandidateVerificationRequest,
): Promise<Asked> {
  const { candidates, asker, adapters, audit, actor, now } = verifying;
  const found = candidates.connectionOf({
    server: wanted.server,
    ...(wanted.certificateAuthority === undefined
      ? {}
      : { caData: pemOf(wanted.certificateAuthority) }),
    ...(wanted.credentials === undefined
      ? {}
      : { credentials: wanted.credentials }),
  });
  if ('cause' in found) return found;
  const waits = candidates.takeTurn();
  if (waits > 0) {
    throw new ServiceUnavailableError(
      `Too many addresses were looked at. Try again in ${waits} s.`,
    );
  }
  const server = shownServer(wanted.server);
  const given = await audit.perform(
    {
      event: 'candidate-asked',
      actor,
      target: { id: server },
      after: { credentials: wanted.credentials },
    },
    () =>
      asker.askAt(found.connection, (client, signal) =>
        askCluster({
          client,
          now,
          signal,
          reviews: groupNames =>
            wanted.credentials === undefined
              ? []
              : rightsToAsk(candidateKinds(adapters, groupNames)),
        }),
      ),
    { request: verifying.request },
  );
  return 'answer' in given ? given.answer : given;
}

/** PEM text, or what base64 of that says. */
function pemOf(written: string): string {
  return written.includes('-----BEGIN')
    ? written
    : Buffer.from(written, 'base64').toString('utf8');
}

async function alreadyThere(
  { knex, registry }: VerifyingCandidate,
  written: string,
  asked: Asked,
): Promise<{ byServer: boolean; byUid: boolean }> {
  const server = normaliseServer(written);
  const byServer = registry.records().some(({ present, record }) => {
    const { access } = record ?? {};
    const own =
      access?.type === 'direct' ? access.connection.server : access?.server;
    return (
      present &&
      server !== undefined &&
      own !== undefined &&
      normaliseServer(own) === server
    );
  });
  const uid =
    'sight' in asked && 'value' in asked.sight.uid
      ? asked.sight.uid.value
      : undefined;
  const twin =
    uid === undefined
      ? undefined
      : await knex('cluster').where({ uid }).whereNull('left_at').first('id');
  return { byServer, byUid: twin !== undefined };
}

import { MEMBER_STATES } from '@fleetview/backstage-plugin-fleet-common';
import {
  MemberStateMark,
  REASON_LINKS,
  ReasonChain,
  RolloutWaves,
  STATUS_KEYS,
  StatusMark,
  type ReasonLinkView,
} from '@fleetview/backstage-plugin-fleet-react';

const HOUR = 3_600_000;
const later = (hours: number) =>
  new Date(Date.now() + hours * HOUR).toISOString();

/** The parts of a rollout beside each other, to look at. */
export function Parts() {
  const until = later(2.4);
  return (
    <main style={{ padding: 24, display: 'grid', gap: 32 }}>
      <RolloutWaves
        progress={{
          done: 4,
          all: 9,
          share: { percent: 31, basis: 'traffic' },
          left: { from: 2, to: 4, unit: 'hours' },
        }}
        waves={[
          {
            id: '1',
            name: 'canary',
            state: 'done',
            members: [{ status: { key: 'succeeded', stale: false }, count: 1 }],
          },
          {
            id: '2',
            name: 'europe',
            state: 'running',
            members: [
              { status: { key: 'failed', stale: false }, count: 1 },
              { status: { key: 'applying', stale: false }, count: 1 },
              { status: { key: 'succeeded', stale: false }, count: 3 },
            ],
          },
          {
            id: '3',
            name: 'americas',
            state: 'waiting',
            until,
            members: [{ status: { key: 'queued', stale: false }, count: 3 }],
          },
          {
            id: '4',
            name: 'asia',
            state: 'later',
            members: [{ status: { key: 'queued', stale: false }, count: 2 }],
          },
        ]}
      />
      <div
        style={{
          display: 'grid',
          gridTemplateColumns: 'repeat(5, 1fr)',
          gap: 10,
          fontSize: 13,
        }}
      >
        {MEMBER_STATES.map(state => (
          <MemberStateMark
            key={state}
            member={{
              state,
              until: ['window-closed', 'soaking'].includes(state)
                ? until
                : undefined,
            }}
          />
        ))}
        <MemberStateMark member={{ state: 'window-closed', until }} size={12} />
        <MemberStateMark
          member={{ state: 'succeeded', stale: true, confirmedAt: later(-0.3) }}
        />
        <MemberStateMark
          member={{ state: 'failed', stale: true, confirmedAt: later(-0.3) }}
        />
        <MemberStateMark
          member={{ state: 'timed-out', stale: true, confirmedAt: later(-0.3) }}
        />
      </div>
      <div
        style={{
          display: 'flex',
          flexWrap: 'wrap',
          gap: 10,
          filter: 'grayscale(1)',
        }}
      >
        {STATUS_KEYS.map(key => (
          <StatusMark
            key={key}
            status={{ key, stale: false }}
            glyphOnly
            size={12}
          />
        ))}
        {STATUS_KEYS.map(key => (
          <StatusMark
            key={key}
            status={{ key, stale: true }}
            glyphOnly
            size={12}
          />
        ))}
      </div>
      <div style={{ width: 620 }}>
        <ReasonChain
          links={REASON_LINKS.map((link, index): ReasonLinkView => {
            if (index < 6) return { link, state: 'passed' };
            if (index > 6) return { link, state: 'not-reached' };
            return {
              link,
              state: 'failed',
              since: later(-0.7),
              evidence: [
                'admission webhook "validate.kyverno.svc-fail" denied the request: require-limits: container cache has no memory limit',
              ],
              owner: 'team-platform',
              advice: [
                'Set a memory limit for the container, and release again.',
                'Ask the owner of the policy for an exception.',
              ],
            };
          })}
        />
      </div>
    </main>
  );
}

import {
  companyStatements,
  statement,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { hubGroups } from './hubGroups';

const said = (companyStatements().get('c-euw1b') ?? []).filter(
  ({ role }) => role === 'about',
);

describe('hubGroups', () => {
  it('puts together what one engine of one hub says', () => {
    expect(
      hubGroups(said).map(({ engine, clusters, parts }) => [
        engine,
        clusters.map(({ name }) => name),
        parts.map(({ id, statements }) => [id, statements.length]),
      ]),
    ).toEqual([
      ['cluster-api', ['prod-euw1-b'], [['pools', 2]]],
      ['open-cluster-management', ['prod-euw1-b.eu'], [['agents', 2]]],
    ]);
  });

  it('keeps apart hubs of the same engine, and puts last those that only know parts', () => {
    const elsewhere = statement({
      kind: 'ManagedClusterAddOn',
      name: 'search',
      engine: 'a-first',
      observer: { id: 'c-other', name: 'other' },
      detail: { type: 'agent', heartbeat: { state: 'unstated' } },
    });
    expect(
      hubGroups([elsewhere, ...said]).map(({ observer }) => observer.id),
    ).toEqual(['c-hub', 'c-hub', 'c-other']);
  });

  it('collects claims that are objects of their own, and takes none for a judgement', () => {
    const claim = (name: string) => {
      const [{ detail }] = said.filter(each => each.type === 'cluster');
      if (detail.type !== 'cluster') throw new Error('no cluster');
      return statement({
        kind: 'ClusterClaim',
        name,
        detail: {
          ...detail,
          claimsOnly: true,
          claims: [{ key: name, value: 'x' }],
        },
      });
    };
    const [group] = hubGroups([claim('id.k8s.io'), claim('version')]);
    expect(group.clusters).toEqual([]);
    expect(group.claims.map(({ key }) => key)).toEqual([
      'id.k8s.io',
      'version',
    ]);
  });

  it('shows machines and their checks apart from pools', () => {
    const of = (role: 'machine' | 'health-check', name: string) =>
      statement({
        kind: 'Machine',
        name,
        detail: {
          type: 'pool',
          role,
          paused: false,
          replicas: {},
          blockedBy: [],
        },
      });
    const [group] = hubGroups([of('machine', 'm-1'), of('health-check', 'h')]);
    expect(group.parts.map(({ id }) => id)).toEqual(['machines', 'checks']);
  });
});

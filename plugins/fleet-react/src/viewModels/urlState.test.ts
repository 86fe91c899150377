import {
  filterSearch,
  parseClusterListState,
  parseStates,
  printClusterListState,
  toggleFilter,
  type ClusterListState,
} from './urlState';

const parse = (search: string) =>
  parseClusterListState(new URLSearchParams(search));

describe('the state of a list of clusters', () => {
  it.each<[string, Partial<ClusterListState>]>([
    ['', {}],
    [
      'region=eu-west-1&region=us-east-1',
      { filters: { region: ['eu-west-1', 'us-east-1'] } },
    ],
    [
      'owner=group%3Adefault%2Fplatform',
      { filters: { owner: ['group:default/platform'] } },
    ],
    ['text=prod+%26+more', { text: 'prod & more' }],
    ['sort=-degraded', { sort: '-degraded' }],
    [
      'group=environment&view=table',
      { grouping: 'environment', view: 'table' },
    ],
    [
      'environment=production&instances=stale&text=x&sort=name&group=owner',
      {
        filters: { environment: ['production'], instances: ['stale'] },
        text: 'x',
        sort: 'name',
        grouping: 'owner',
      },
    ],
  ])('survives the way through the URL: %s', (search, expected) => {
    const state = parse(search);
    expect(state).toEqual({
      filters: {},
      text: '',
      sort: undefined,
      grouping: 'region',
      view: 'grid',
      ...expected,
    });
    expect(printClusterListState(state).toString()).toBe(search);
  });

  it('keeps what is not its own', () => {
    const previous = new URLSearchParams('detail=c-1&region=eu-west-1');
    expect(
      printClusterListState(
        { ...parse(''), filters: { region: ['us-east-1'] } },
        previous,
      ).toString(),
    ).toBe('detail=c-1&region=us-east-1');
  });

  it.each([
    ['sort=password'],
    ['sort=--name'],
    ['group=shoe-size'],
    ['view=matrix'],
    ['region='],
    ['colour=blue'],
  ])('ignores what it does not know: %s', search => {
    expect(parse(search)).toEqual(parse(''));
  });

  it('takes a value once, and not without end', () => {
    expect(parse('region=a&region=a').filters.region).toEqual(['a']);
    const many = Array.from({ length: 90 }, (_, i) => `region=r${i}`).join('&');
    expect(parse(many).filters.region).toHaveLength(50);
  });
});

describe('toggleFilter', () => {
  it('adds, takes away, and leaves no empty key behind', () => {
    const one = toggleFilter({}, 'region', 'a');
    const two = toggleFilter(one, 'region', 'b');
    expect(two).toEqual({ region: ['a', 'b'] });
    expect(toggleFilter(two, 'region', 'a')).toEqual({ region: ['b'] });
    expect(toggleFilter(one, 'region', 'a')).toEqual({});
  });
});

describe('filterSearch and parseStates', () => {
  it('lead to exactly the list that a number counts', () => {
    const search = filterSearch({ state: ['degraded', 'stale'] });
    expect(search).toBe('?state=degraded&state=stale');
    expect(parseStates(new URLSearchParams(search))).toEqual([
      'degraded',
      'stale',
    ]);
    expect(filterSearch({})).toBe('');
  });

  it('knows its states', () => {
    expect(
      parseStates(new URLSearchParams('state=fine&state=out-of-sync')),
    ).toEqual(['out-of-sync']);
  });
});

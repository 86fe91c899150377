import { mockServices } from '@backstage/backend-test-utils';
import { readFleetConfig } from './readFleetConfig';

const read = (candidates: unknown) =>
  readFleetConfig(
    mockServices.rootConfig({ data: { fleet: { candidates } } } as never),
  );
const SERVER = 'https://api.example.com:6443';

describe('fleet.candidates', () => {
  it.each([
    [{ name: 'new', server: SERVER, token: 't' }],
    [{ name: 'new-1', server: SERVER, tokenFile: '/run/token' }],
  ])('takes %j', entry => {
    const { config, problems } = read([entry]);
    expect(config.candidates).toEqual([
      { ...entry, key: 'fleet.candidates[0]' },
    ]);
    expect(problems).toEqual([]);
  });

  it.each([
    ['no token', { name: 'new', server: SERVER }],
    ['two', { name: 'new', server: SERVER, token: 'canary', tokenFile: '/t' }],
    ['no server', { name: 'new', token: 'canary' }],
    [
      'what is not encrypted',
      { name: 'new', server: 'http://api.example.com', token: 'canary' },
    ],
    ['a pattern', { name: 'new', server: '*.example.com', token: 'canary' }],
    ['no name', { name: 'New One', server: SERVER, token: 'canary' }],
    [
      'no certificate',
      { name: 'new', server: SERVER, token: 'canary', caData: 'x' },
    ],
  ])('refuses %s, without telling the token', (_, entry) => {
    const { config, problems } = read([entry]);
    expect(config.candidates).toEqual([]);
    expect(problems).not.toEqual([]);
    expect(JSON.stringify(problems)).not.toContain('canary');
  });
});

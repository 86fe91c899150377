import { engineName } from './engineName';

describe('engineName', () => {
  it.each([
    ['argocd', 'Argo CD'],
    ['ocm-policy', 'Open Cluster Management policies'],
    ['policy-report', 'Policy reports'],
    ['admission-policies', 'Admission policies'],
  ])('calls %s %s', (engine, name) => {
    expect(engineName(engine)).toBe(name);
  });

  it('leaves what it does not know as it is', () => {
    expect(engineName('somebody-else')).toBe('somebody-else');
    expect(engineName('constructor')).toBe('constructor');
  });
});

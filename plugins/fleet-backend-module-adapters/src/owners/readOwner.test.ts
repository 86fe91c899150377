import { readOwner } from './readOwner';

describe('readOwner', () => {
  it.each([
    ['ReplicaSet', 'checkout-6d5f9c7b8d', 'Deployment', 'checkout'],
    ['ReplicaSet', 'a-b-7f8b6d5c4', 'Deployment', 'a-b'],
    // Letters that no generated name has.
    ['ReplicaSet', 'checkout-blue', 'ReplicaSet', 'checkout-blue'],
    ['ReplicaSet', 'checkout', 'ReplicaSet', 'checkout'],
    ['Job', 'reports-29384610', 'CronJob', 'reports'],
    ['Job', 'migrate-2', 'Job', 'migrate-2'],
    ['StatefulSet', 'orders-0', 'StatefulSet', 'orders-0'],
    ['Node', 'ip-10-0-0-1', 'Node', 'ip-10-0-0-1'],
  ])('takes %s %s for that of %s %s', (kind, name, owner, ownerName) => {
    expect(readOwner(kind, name)).toEqual({ kind: owner, name: ownerName });
  });

  it.each([
    ['<none>', '<none>'],
    ['', ''],
    [undefined, 'x'],
    ['Job', undefined],
  ])('knows none of %s %s', (kind, name) => {
    expect(readOwner(kind, name)).toEqual({});
  });
});

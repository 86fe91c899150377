import { answeredOperations, sentOperations } from './answeredOperations';
import { operations } from './operations';

/** What is asked for is too much for an address. */
const ONLY_READS = [
  'previewDriftIgnored',
  'verifyCluster',
  'checkPreflight',
  'askPromotionPreflight',
];

describe('operations', () => {
  it.each(answeredOperations)(
    '$method $path needs $permission',
    ({ id, method, permission, principals }) => {
      // What is only read needs to be read, and nothing that is read needs more.
      const isRead = method === 'get' || ONLY_READS.includes(id);
      expect(permission).toMatch(
        isRead
          ? /^fleet\.(allocation|audit|cluster|finding|instance|promotion)\.read$/
          : /^fleet\.(instance\.act|finding\.(waive|approve)|price\.update|cluster\.onboard|promotion\.(promote|approve))$/,
      );
      expect(method).toMatch(/^(get|post)$/);
      expect(operations[id]?.permission.name).toBe(permission);
      expect(operations[id]?.isForServices ? ['service'] : undefined).toEqual(
        principals,
      );
    },
  );

  it('are those of the document, and no others', () => {
    expect(Object.keys(operations).sort()).toEqual(
      answeredOperations.map(({ id }) => id).sort(),
    );
    expect(new Set(answeredOperations.map(({ id }) => id)).size).toBe(
      answeredOperations.length,
    );
  });

  it('are of people and services, but for what API servers send', () => {
    expect(sentOperations).toEqual(['sendAuditEvents']);
  });
});

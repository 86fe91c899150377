import { spec } from '../schema/openapi.generated';
import { operations } from './operations';

const documented = Object.entries(spec.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    path,
    method,
    id: operation.operationId,
    permission: operation['x-permission'],
    principals: (operation as { 'x-principals'?: readonly string[] })[
      'x-principals'
    ],
  })),
);

/** What is asked for is too much for an address. */
const ONLY_READS = ['previewDriftIgnored'];

describe('operations', () => {
  it.each(documented)(
    '$method $path needs $permission',
    ({ id, method, permission, principals }) => {
      // What is only read needs to be read, and nothing that is read needs more.
      const isRead = method === 'get' || ONLY_READS.includes(id);
      expect(permission).toMatch(
        isRead
          ? /^fleet\.(allocation|audit|cluster|finding|instance)\.read$/
          : /^fleet\.(instance\.act|finding\.(waive|approve)|price\.update)$/,
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
      documented.map(({ id }) => id).sort(),
    );
    expect(new Set(documented.map(({ id }) => id)).size).toBe(
      documented.length,
    );
  });
});

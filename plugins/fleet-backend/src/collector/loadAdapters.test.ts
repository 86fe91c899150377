import { createMockDirectory } from '@backstage/backend-test-utils';
import { loadAdapters } from './loadAdapters';

const directory = createMockDirectory();

describe('loadAdapters', () => {
  const modules = (content: Record<string, string>) => {
    directory.setContent(content);
    return Object.keys(content).map(name => directory.resolve(name));
  };

  it('loads the adapters of all modules', () => {
    const paths = modules({
      'a.js': "exports.adapters = [{ id: 'a' }, { id: 'b' }];",
      'b.js': "exports.adapters = [{ id: 'c' }];",
    });
    expect(loadAdapters(paths).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('says what to do about a module without adapters', () => {
    const [path] = modules({ 'none.js': 'exports.adapter = {};' });
    expect(() => loadAdapters([path])).toThrow(
      /none\.js' does not export 'adapters'/,
    );
  });

  it('says what to do about two adapters of one id', () => {
    const paths = modules({
      'one.js': "exports.adapters = [{ id: 'flux' }];",
      'two.js': "exports.adapters = [{ id: 'flux' }];",
    });
    expect(() => loadAdapters(paths)).toThrow(
      /Two adapters have the id 'flux'.*two\.js/,
    );
  });
});

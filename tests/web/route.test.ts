import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseRoute, paths } from '../../web/src/page/route.js';

const id = fc.uuid();

it('every address that a view is given leads back to that view', () => {
  expect(parseRoute(paths.start)).toEqual({ view: 'start' });
  expect(parseRoute(paths.history)).toEqual({ view: 'history' });
  fc.assert(
    fc.property(id, (one) => {
      expect(parseRoute(paths.result(one))).toEqual({ view: 'result', id: one });
    }),
  );
  fc.assert(
    fc.property(fc.array(id, { minLength: 2, maxLength: 3 }), (ids) => {
      expect(parseRoute(paths.compare(ids))).toEqual({ view: 'compare', ids });
    }),
  );
});

it('any other address is nothing, and never an error', () => {
  expect(parseRoute('/app/t/%')).toEqual({ view: 'result', id: '%' });
  for (const path of ['/app/t/', '/app/compare/one', '/app/else/where']) {
    expect(parseRoute(path)).toEqual({ view: 'nothing' });
  }
});

import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ScorePoint, scoreRuns } from '../../web/src/history/score-runs.js';

const point: fc.Arbitrary<ScorePoint> = fc.record({
  id: fc.uuid(),
  score: fc.integer({ min: 0, max: 100 }),
  status: fc.constantFrom('COMPLETE', 'MEASURED', 'PARTIAL'),
  rubricVersion: fc.constantFrom('1', '2'),
  createdAt: fc.constant('2026-11-24T00:00:00.000Z'),
});

const kindOf = ({ status, rubricVersion }: Pick<ScorePoint, 'status' | 'rubricVersion'>) =>
  `${status} ${rubricVersion}`;

it('every point is in exactly one run, in its place', () => {
  fc.assert(
    fc.property(fc.array(point), (points) => {
      const joined = scoreRuns(points).flatMap((run) => run.points);
      expect(joined).toEqual(points.map((one, position) => ({ ...one, position })));
    }),
  );
});

it('no run joins what was scored in unlike ways, and neighbouring runs could not be joined', () => {
  fc.assert(
    fc.property(fc.array(point), (points) => {
      const runs = scoreRuns(points);
      for (const run of runs) expect(new Set(run.points.map(kindOf))).toEqual(new Set([kindOf(run)]));
      runs.slice(1).forEach((run, i) => {
        expect(kindOf(run)).not.toBe(kindOf(runs[i]!));
      });
    }),
  );
});

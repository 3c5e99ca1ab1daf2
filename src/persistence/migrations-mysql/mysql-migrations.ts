import { Migration001Judgement } from './001-judgement.js';
import { Migration002Thumbnail } from './002-thumbnail.js';
import { Migration003Analysis } from './003-analysis.js';
import { Migration004CriterionScore } from './004-criterion-score.js';
import { Migration005Finding } from './005-finding.js';
import { Migration006JudgementPasses } from './006-judgement-passes.js';
import { Migration007ScoreRange } from './007-score-range.js';
import { Migration008CriterionRegion } from './008-criterion-region.js';
import { Migration009JudgementLease } from './009-judgement-lease.js';
import { Migration010StoreIdentity } from './010-store-identity.js';

/** In the order in which they run. Named one by one: a glob would also run what an old build left behind. */
export const mysqlMigrations = [
  Migration001Judgement,
  Migration002Thumbnail,
  Migration003Analysis,
  Migration004CriterionScore,
  Migration005Finding,
  Migration006JudgementPasses,
  Migration007ScoreRange,
  Migration008CriterionRegion,
  Migration009JudgementLease,
  Migration010StoreIdentity,
];

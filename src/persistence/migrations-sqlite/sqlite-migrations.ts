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
import { Migration011HistoryFigures } from './011-history-figures.js';
import { Migration012HistoryScoreCount } from './012-history-score-count.js';
import { Migration013HistoryCriterionCount } from './013-history-criterion-count.js';
import { Migration014HistoryDayCount } from './014-history-day-count.js';
import { Migration015AnalysesByJudgement } from './015-analyses-by-judgement.js';
import { Migration016HistoryIndexes } from './016-history-indexes.js';
import { Migration017SearchWords } from './017-search-words.js';

/** In the order in which they run. Named one by one: a glob would also run what an old build left behind. */
export const sqliteMigrations = [
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
  Migration011HistoryFigures,
  Migration012HistoryScoreCount,
  Migration013HistoryCriterionCount,
  Migration014HistoryDayCount,
  Migration015AnalysesByJudgement,
  Migration016HistoryIndexes,
  Migration017SearchWords,
];

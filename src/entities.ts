import { SearchWord } from './figures/search-word.entity.js';
import { Judgement } from './judgement/judgement.entity.js';
import { JudgementLease } from './once/judgement-lease.entity.js';
import { StoreIdentity } from './pictures/store-identity.entity.js';
import { Analysis } from './records/analysis.entity.js';
import { CriterionScore } from './records/criterion-score.entity.js';
import { Finding } from './records/finding.entity.js';
import { Thumbnail } from './records/thumbnail.entity.js';

/** Every table that the ORM knows. */
export const entities = [
  Thumbnail,
  Analysis,
  CriterionScore,
  Finding,
  Judgement,
  JudgementLease,
  SearchWord,
  StoreIdentity,
];

import { Analysis } from './analysis/analysis.entity.js';
import { CriterionScore } from './analysis/criterion-score.entity.js';
import { Finding } from './analysis/finding.entity.js';
import { Judgement } from './judgement/judgement.entity.js';
import { JudgementLease } from './judgement/judgement-lease.entity.js';
import { SearchWord } from './thumbnail/search-word.entity.js';
import { StoreIdentity } from './thumbnail/store-identity.entity.js';
import { Thumbnail } from './thumbnail/thumbnail.entity.js';

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

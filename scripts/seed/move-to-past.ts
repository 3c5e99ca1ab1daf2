import { LOCAL_OWNER } from '../../src/access/local-owner.js';
import { buildFigures } from '../../src/figures/build-figures.js';
import { changeCounted } from '../../src/figures/change-counted.js';
import { Judgement } from '../../src/judgement/judgement.entity.js';
import type { Orm } from '../../src/persistence/orm.js';
import { scopeToOwner } from '../../src/persistence/owner-scope.js';
import { Analysis } from '../../src/records/analysis.entity.js';
import { Thumbnail } from '../../src/records/thumbnail.entity.js';
import type { StoredAnalysis } from './upload-history.js';

/**
 * Gives thumbnails, analyses and judgements the times that they are to have. Every thumbnail moves in one transaction with the
 * figures, so that they agree at every moment. Ids keep the time of today: addresses and the sweep go by them.
 */
export async function moveToPast(orm: Orm, stored: readonly StoredAnalysis[]): Promise<void> {
  // A thumbnail may not move across the place up to which figures are counted, so all are counted first.
  await buildFigures(orm.em, LOCAL_OWNER, new AbortController().signal);
  for (const [thumbnailId, analyses] of Map.groupBy(stored, (one) => one.thumbnailId)) {
    await changeCounted(scopeToOwner(orm.em, LOCAL_OWNER), thumbnailId, async ({ em }) => {
      const [upload] = analyses;
      if (upload) await em.nativeUpdate(Thumbnail, { id: thumbnailId }, { createdAt: upload.at });
      for (const { analysisId: id, at } of analyses) {
        await em.nativeUpdate(Analysis, { id }, { createdAt: at });
        await em.nativeUpdate(Analysis, { id, completedAt: { $ne: null } }, { completedAt: at });
        const analysis = await em.findOneOrFail(Analysis, { id }, { disableIdentityMap: true });
        const judgementId = analysis.judgement?.id;
        // One that served an earlier analysis as well is as old as that one.
        if (judgementId) {
          await em.nativeUpdate(Judgement, { id: judgementId, createdAt: { $gt: at } }, { createdAt: at });
        }
      }
    });
  }
}

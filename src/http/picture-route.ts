import type { FastifyInstance } from 'fastify';
import { LOCAL_OWNER } from '../access/local-owner.js';
import { AppError, ErrorCode } from '../errors.js';
import { scopeToOwner } from '../persistence/owner-scope.js';
import type { Orm } from '../persistence/start-orm.js';
import type { HistoryService } from '../thumbnail/history.service.js';
import { viewOfFile } from '../thumbnail/picture-view.js';
import type { PictureViewsService } from '../thumbnail/picture-views.service.js';
import { PICTURES_PATH, widthOfFile } from '../thumbnail/picture-width.js';

/** A picture never changes, so a browser may keep it; it is private, so nobody between may. */
const CACHE_CONTROL = 'private, max-age=86400, immutable';

/** Serves what `Thumbnail.pictureUrl`, `Analysis.heatmapUrl` and `Analysis.smallSizesUrl` name. */
export function pictureRoute(
  app: FastifyInstance,
  history: HistoryService,
  views: PictureViewsService,
  orm: Orm,
): void {
  app.get<{ Params: { id: string; file: string } }>(`${PICTURES_PATH}/:id/:file`, async (request, reply) => {
    const { id, file } = request.params;
    const scope = scopeToOwner(orm.em, LOCAL_OWNER);
    const width = widthOfFile(file);
    const view = viewOfFile(file);
    const picture = width
      ? await history.picture(scope, id, width)
      : view && (await views.view(scope, id, view));
    if (!picture) throw new AppError(ErrorCode.NOT_FOUND, 'There is no such picture.');
    return reply
      .headers({ 'Cache-Control': CACHE_CONTROL, 'X-Content-Type-Options': 'nosniff' })
      .type('image/webp')
      .send(picture);
  });
}

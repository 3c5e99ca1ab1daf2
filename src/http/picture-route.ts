import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { AppError, ErrorCode } from '../errors/app-error.js';
import type { Orm } from '../persistence/orm.js';
import { PICTURES_PATH, type PictureAddresses } from '../pictures/picture-addresses.js';
import type { ServedPicturesService } from '../pictures/served-pictures.service.js';
import { leavingSignal } from './leaving-signal.js';

const signatureSchema = z.object({ expires: z.string(), signature: z.string() });

/** Serves what `Thumbnail.pictureUrl`, `Analysis.heatmapUrl` and `Analysis.smallSizesUrl` name. */
export function pictureRoute(
  app: FastifyInstance,
  addresses: PictureAddresses,
  pictures: ServedPicturesService,
  orm: Orm,
): void {
  app.get<{ Params: { id: string; file: string } }>(`${PICTURES_PATH}/:id/:file`, async (request, reply) => {
    const { id, file } = request.params;
    const signature = signatureSchema.safeParse(request.query);
    // A wrong address gets the same answer as a missing picture, so that it reveals nothing.
    if (!signature.success) throw noSuchPicture();
    const asked = { thumbnailId: id, file, ...signature.data };
    const opened = await addresses.open(orm.em, asked, new Date());
    if (!opened) throw noSuchPicture();
    const { scope, secondsLeft } = opened;
    const picture = await pictures.picture(scope, id, file, leavingSignal(reply));
    if (!picture) throw noSuchPicture();
    return (
      reply
        // A picture never changes, so a browser may keep it; it is private, so proxies may not.
        .header('Cache-Control', `private, max-age=${secondsLeft}, immutable`)
        .type('image/webp')
        .send(picture)
    );
  });
}

function noSuchPicture(): AppError {
  return new AppError(ErrorCode.NOT_FOUND, 'There is no such picture.');
}

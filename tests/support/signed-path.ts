import { PictureSigner, type SignedPicture } from '../../src/access/picture-signer.js';
import { parseConfig } from '../../src/config/config.js';

/** Path of a picture of any name, signed as a server signs that was set no secret; also of a moment long ago. */
export function signedPath(picture: Partial<SignedPicture>, now = new Date()): string {
  const { ownerId = 'local', thumbnailId = '', file = '360.webp' } = picture;
  const signer = new PictureSigner(parseConfig({}).pictures.signingSecret);
  const { expires, signature } = signer.sign({ ownerId, thumbnailId, file }, now);
  return `/pictures/${encodeURIComponent(thumbnailId)}/${encodeURIComponent(file)}?expires=${expires}&signature=${signature}`;
}

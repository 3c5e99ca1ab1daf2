import { postTo, uploadForm } from '../../tests/support/api.js';
import { drawGood, GOOD_SEEDS } from '../../tests/support/draw.js';
import { smallPicture } from '../../tests/support/pictures.js';

/** More than a page, so that there is another one. */
const THUMBNAILS = 24;

/** Uploads judged pictures, so that the rows of a page have all that rows can have. */
export async function fill(url: string): Promise<void> {
  for (let number = 0; number < THUMBNAILS; number++) {
    const picture = number % 2 === 0 ? (await drawGood(GOOD_SEEDS[0] ?? 1)).png : await smallPicture(number);
    const input = { title: `Upload number ${number}`, audience: 'people who like rockets' };
    const { errors } = await postTo(url, uploadForm(picture, input, `upload-${number}.png`));
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
  }
}

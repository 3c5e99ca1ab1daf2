import type { SqlEntityManager } from '@mikro-orm/sql';
import {
  type PictureSignature,
  type PictureSigner,
  type SignedPicture,
  secondsUntil,
} from '../access/picture-signer.js';
import { type OwnerScope, scopeToOwner } from '../persistence/owner-scope.js';
import { isRowId } from '../persistence/row-id.js';
import { Thumbnail } from '../records/thumbnail.entity.js';

/** Where pictures are served, below the public address. */
export const PICTURES_PATH = '/pictures';

/** No subject is empty, so this is nobody's. */
const NOBODY = '';

/** A picture that a client requests by its address. */
export type AskedPicture = Omit<SignedPicture, 'ownerId'> & PictureSignature;

/** What a good address opens. */
export interface OpenedAddress {
  /** Of the owner to whom the address was given. */
  readonly scope: OwnerScope;
  readonly secondsLeft: number;
}

/** Writes the addresses of pictures, and opens them. */
export class PictureAddresses {
  readonly #signer: PictureSigner;
  readonly #publicUrl: () => string;

  /** @param publicUrl base of the addresses; asked late, since a free port is known late */
  constructor(signer: PictureSigner, publicUrl: () => string) {
    this.#signer = signer;
    this.#publicUrl = publicUrl;
  }

  /** Absolute; it opens the picture to every user who has it, and stays the same for one UTC day. */
  write(picture: SignedPicture, now: Date): string {
    const { expires, signature } = this.#signer.sign(picture, now);
    const path = `${PICTURES_PATH}/${picture.thumbnailId}/${picture.file}`;
    return `${this.#publicUrl()}${path}?expires=${expires}&signature=${signature}`;
  }

  /** Null when we gave no such address, its time is over or its thumbnail is gone. */
  async open(em: SqlEntityManager, asked: AskedPicture, now: Date): Promise<OpenedAddress | null> {
    const secondsLeft = secondsUntil(asked.expires, now);
    if (secondsLeft === null || !isRowId(asked.thumbnailId)) return null;
    // The only query of a request across owners: an address does not say whose it is, and nothing of what is
    // found leaves here before the signature has proved that the address was given to that owner.
    const row = await em
      .fork()
      .findOne(Thumbnail, { id: asked.thumbnailId }, { fields: ['ownerId'], filters: false });
    // Checked also where there is no row, so that the time it takes does not tell which ids there are.
    const genuine = this.#signer.isGenuine({ ...asked, ownerId: row?.ownerId ?? NOBODY }, asked);
    return row && genuine ? { scope: scopeToOwner(em, row.ownerId), secondsLeft } : null;
  }
}

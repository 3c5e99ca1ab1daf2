/** A file in the folder of a thumbnail. */
export interface StoredFile {
  readonly name: string;
  readonly modified: Date;
}

/** The folder of a thumbnail as it lies in the store. */
export interface StoredFolder {
  /** In the store, such as local/01a204c7-9c05-74ab-a88e-02d9e62113f4. */
  readonly path: string;
  /** Empty where only the folder was made. */
  readonly files: readonly StoredFile[];
  /** When anything in it was last written. */
  readonly modified: Date;
}

/**
 * Where files are kept. Every operation ends within the limit of `StoreCalls`, or throws AppError STORAGE_UNAVAILABLE.
 * Keys have slashes and no other separator.
 */
export interface PictureStore {
  /** False while the store is not asked, because it did not answer. */
  readonly isAnswering: boolean;
  /** Writes a file, which is whole or absent at every moment, also for readers of other nodes. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Null when there is none. @throws DamagedFileError for what is no file, or larger than that. */
  get(key: string, maxBytes: number): Promise<Uint8Array | null>;
  /** Deletes a file; nothing happens when there is none. */
  deleteFile(key: string): Promise<void>;
  /** Deletes a folder and what is in it; nothing happens when there is none. */
  deleteFolder(path: string): Promise<void>;
  /** All folders of thumbnails; other files are ignored. @param until ends it by an error */
  folders(until?: AbortSignal): AsyncGenerator<StoredFolder>;
  close(): void;
}

import { DeleteObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { MARK_FILE } from '../../src/pictures/store-mark.js';

/** A private S3-compatible store with one bucket, in this process. */
export interface S3Store {
  /** What a server needs in its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** The keys of everything in the bucket. */
  keys(): Promise<string[]>;
  /** The same without the file that says whose the store is. */
  pictures(): Promise<string[]>;
  /** Puts something else in the place of a file, or nothing at all. */
  replace(key: string, content: Uint8Array | null): Promise<void>;
  stop(): Promise<void>;
}

const BUCKET = 'thumbnails';
const REGION = 'us-east-1';
export const KEY = { accessKeyId: 'test', secretAccessKey: 'a-secret-of-the-store' };

/** @param folder in the bucket, with a slash before it */
export async function startS3(folder = '/pictures'): Promise<S3Store> {
  const store: FauxqsServer = await startFauxqs({ port: 0, logger: false, init: { buckets: [BUCKET] } });
  const endpoint = `http://127.0.0.1:${store.port}`;
  const client = new S3Client({ endpoint, region: REGION, forcePathStyle: true, credentials: KEY });
  const keys = async () => {
    const found: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await client.send(
        new ListObjectsV2Command({ Bucket: BUCKET, ...(ContinuationToken && { ContinuationToken }) }),
      );
      found.push(...(page.Contents ?? []).map(({ Key = '' }) => Key));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
    return found;
  };
  return {
    environment: {
      PICTURES_URL: `s3://${BUCKET}${folder}`,
      S3_ENDPOINT: endpoint,
      S3_REGION: REGION,
      AWS_ACCESS_KEY_ID: KEY.accessKeyId,
      AWS_SECRET_ACCESS_KEY: KEY.secretAccessKey,
    },
    keys,
    pictures: async () => (await keys()).filter((key) => !key.endsWith(MARK_FILE)),
    async replace(Key, content) {
      const object = { Bucket: BUCKET, Key };
      await client.send(new DeleteObjectCommand(object));
      if (content) await client.send(new PutObjectCommand({ ...object, Body: content }));
    },
    async stop() {
      client.destroy();
      await store.stop();
    },
  };
}

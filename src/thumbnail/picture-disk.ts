import { resolve } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import { S3Driver } from 'flydrive/drivers/s3';
import type { Config } from '../config.js';

/** A store that hangs is given up after these, so that its clients hear of it in seconds. */
const CONNECTING_MS = 1000;
const ANSWER_MS = 5000;
const ATTEMPTS = 2;

/** Where pictures are kept. */
export interface PictureDisk {
  readonly disk: Disk;
  /** What the key of every file of ours begins with: nothing, or a folder with a slash. */
  readonly prefix: string;
  close(): void;
}

/** Opens the folder or the bucket that PICTURES_URL names. Nothing is asked of it yet. */
export function openPictureDisk({ url, s3Endpoint, s3Region }: Config['pictures']): PictureDisk {
  if (url.startsWith('file:')) {
    const location = resolve(url.slice('file:'.length));
    return { disk: new Disk(new FSDriver({ location, visibility: 'private' })), prefix: '', close: () => {} };
  }
  const { host: bucket, pathname } = new URL(url);
  const client = new S3Client({
    region: s3Region,
    // Stores other than AWS seldom have a host name for each bucket, and do not all know AWS's newer checksums.
    ...(s3Endpoint && {
      endpoint: s3Endpoint,
      forcePathStyle: true,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    }),
    maxAttempts: ATTEMPTS,
    requestHandler: {
      connectionTimeout: CONNECTING_MS,
      requestTimeout: ANSWER_MS,
      throwOnRequestTimeout: true,
    },
  });
  // Nobody but us reads the bucket, and many stores know no lists of who may.
  const driver = new S3Driver({ client, bucket, visibility: 'private', supportsACL: false });
  const folder = pathname.replace(/^\/+|\/+$/g, '');
  return { disk: new Disk(driver), prefix: folder && `${folder}/`, close: () => client.destroy() };
}

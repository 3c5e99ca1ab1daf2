import { useApolloClient, useQuery } from '@apollo/client/react';
import { useRef, useState } from 'react';
import { forgetLists } from '../api/forget-lists.js';
import {
  AnalyzePictureDocument,
  type AnalyzeThumbnailInput,
  UploadLimitsDocument,
} from '../api/operations.generated.js';
import { type Refusal, refusalOf } from '../api/refusal.js';
import type { RequestOptions } from '../api/send-request.js';
import { isWaiting, MAX_UPLOADS, type Upload, type UploadProgress } from './upload.js';
import { useFileChecks } from './use-file-checks.js';

/** The pictures that were chosen, and what can be done with them. */
export interface Uploads {
  readonly list: readonly Upload[];
  /** Adds files while there is room, and checks them against the limits of the server. */
  choose(files: Iterable<File>): void;
  remove(key: string): void;
  /** Ends a picture's way; it can be sent again. */
  cancel(key: string): void;
  /** Sends one picture; how far it is stands in the list. */
  send(upload: Upload, input: AnalyzeThumbnailInput): Promise<void>;
  clear(): void;
}

/** Keeps the chosen pictures and sends them. */
export function useUploads(): Uploads {
  const client = useApolloClient();
  const { data } = useQuery(UploadLimitsDocument);
  const [list, setList] = useState<readonly Upload[]>([]);
  const controllers = useRef(new Map<string, AbortController>());
  const limits = data?.uploadLimits;

  const change = (key: string, part: Partial<Upload>) =>
    setList((current) => current.map((upload) => (upload.key === key ? { ...upload, ...part } : upload)));
  const report = (key: string, progress: UploadProgress) => change(key, { progress });

  const drop = (isDropped: (upload: Upload) => boolean) =>
    setList((current) => {
      for (const { preview } of current.filter(isDropped)) URL.revokeObjectURL(preview);
      return current.filter((upload) => !isDropped(upload));
    });

  useFileChecks(list, limits, (key, refusal) => {
    const progress: UploadProgress = refusal
      ? { phase: 'refused', refusal, canRetry: false }
      : { phase: 'chosen' };
    // What was sent before the limits were known is looked at by the server.
    setList((current) =>
      current.map((upload) => (upload.key === key && isWaiting(upload) ? { ...upload, progress } : upload)),
    );
  });

  return {
    list,
    choose: (files) => {
      // Do not wait for unknown limits: they may never come.
      const progress: UploadProgress = limits ? { phase: 'checking' } : { phase: 'chosen' };
      const added = [...files].slice(0, MAX_UPLOADS - list.length).map((file) => toUpload(file, progress));
      setList((current) => [...current, ...added]);
    },
    remove: (key) => {
      controllers.current.get(key)?.abort();
      drop((upload) => upload.key === key);
    },
    cancel: (key) => controllers.current.get(key)?.abort(),
    clear: () => drop(() => true),
    send: async ({ key, file }, input) => {
      const controller = new AbortController();
      controllers.current.set(key, controller);
      change(key, { input, progress: { phase: 'sending', share: 0 } });
      const fetchOptions: RequestOptions = {
        signal: controller.signal,
        onUploadProgress: (share) =>
          report(
            key,
            share < 1 ? { phase: 'sending', share } : { phase: 'analysing', since: performance.now() },
          ),
      };
      try {
        const { data } = await client.mutate({
          mutation: AnalyzePictureDocument,
          variables: { file, input },
          context: { fetchOptions },
          update: forgetLists,
        });
        const thumbnailId = data?.analyzeThumbnail.thumbnail.id;
        report(key, thumbnailId ? { phase: 'done', thumbnailId } : refused({ code: 'ANSWER_UNUSABLE' }));
      } catch (error) {
        const progress: UploadProgress = controller.signal.aborted
          ? { phase: 'chosen' }
          : refused(refusalOf(error));
        report(key, progress);
      }
    },
  };
}

function refused(refusal: Refusal): UploadProgress {
  return { phase: 'refused', refusal, canRetry: true };
}

/** Only of this page: randomUUID exists only on pages that come over HTTPS or from this machine. */
let uploadsChosen = 0;

function toUpload(file: File, progress: UploadProgress): Upload {
  const key = String(++uploadsChosen);
  return { key, file, preview: URL.createObjectURL(file), progress };
}

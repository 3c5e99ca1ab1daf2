import type { AnalyzeThumbnailInput } from '../api/operations.generated.js';
import type { Refusal } from '../api/refusal.js';
import { MAX_COMPARED } from '../page/route.js';

/** The progress of one upload; `since` is in milliseconds of performance.now(). */
export type UploadProgress =
  | { readonly phase: 'checking' }
  | { readonly phase: 'chosen' }
  | { readonly phase: 'sending'; readonly share: number }
  | { readonly phase: 'analysing'; readonly since: number }
  | { readonly phase: 'refused'; readonly refusal: Refusal; readonly canRetry: boolean }
  | { readonly phase: 'done'; readonly thumbnailId: string };

/** A picture that the visitor chose. */
export interface Upload {
  readonly key: string;
  readonly file: File;
  /** Address of the picture in this page, for the preview. */
  readonly preview: string;
  readonly progress: UploadProgress;
  /** What was sent with it: a retry sends the same, even if the form has changed. */
  readonly input?: AnalyzeThumbnailInput;
}

/** How many pictures can be sent together: their results are shown as one comparison. */
export const MAX_UPLOADS = MAX_COMPARED;

/** Whether a picture has not been sent, and nothing speaks against it so far. */
export function isWaiting({ progress }: Upload): boolean {
  return progress.phase === 'checking' || progress.phase === 'chosen';
}

/** Whether a picture is being uploaded now. */
export function isUnderWay({ progress }: Upload): boolean {
  return progress.phase === 'sending' || progress.phase === 'analysing';
}

import type { AnalyzeThumbnailInput } from '../api/operations.generated.js';

/** What stands in the form, as it was typed. */
export interface VideoFacts {
  readonly title: string;
  readonly audience: string;
  readonly measureOnly: boolean;
}

/** An empty form. */
export const NO_FACTS: VideoFacts = { title: '', audience: '', measureOnly: false };

/** The same as the server wants it. */
export function toInput({ title, audience, measureOnly }: VideoFacts): AnalyzeThumbnailInput {
  return {
    title: title.trim() || null,
    audience: audience.trim() || null,
    judge: measureOnly ? 'SKIP' : 'PREFERRED',
  };
}

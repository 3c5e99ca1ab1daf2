// What a client in TypeScript writes: it is type-checked here and in an empty folder, and never run.
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import {
  AnalysisDocument,
  AnalyzeThumbnailDocument,
  CompleteAnalysisDocument,
  DeleteThumbnailDocument,
  HistoryStatsDocument,
  ReanalyzeThumbnailDocument,
  RubricDocument,
  ThumbnailDocument,
  ThumbnailHistoryDocument,
  UploadLimitsDocument,
} from './operations.generated.js';

/** Any client that takes typed documents. */
type Ask = <Data, Variables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
) => Promise<Data>;

/** Uses every published operation. */
export async function useEveryOperation(ask: Ask, file: Blob): Promise<string[]> {
  const { uploadLimits } = await ask(UploadLimitsDocument, {});
  if (!uploadLimits || file.size > uploadLimits.maxBytes) return ['too large'];
  const { analyzeThumbnail } = await ask(AnalyzeThumbnailDocument, { file, input: { title: 'A rocket' } });
  const score: number = analyzeThumbnail.score;
  const thumbnailId = analyzeThumbnail.thumbnail.id;
  const again = await ask(ReanalyzeThumbnailDocument, { thumbnailId, input: { judge: 'SKIP' } });
  const whole = await ask(CompleteAnalysisDocument, { id: again.reanalyzeThumbnail.id });
  const { analysis } = await ask(AnalysisDocument, { id: whole.completeAnalysis.id });
  const { thumbnail } = await ask(ThumbnailDocument, { id: thumbnailId });
  const { rubric } = await ask(RubricDocument, { version: null });
  const page = await ask(ThumbnailHistoryDocument, { first: 10, filter: { status: 'MEASURED' } });
  const createdAt: readonly string[] = (page.thumbnailHistory?.edges ?? []).map(({ node }) => node.createdAt);
  const { historyStats } = await ask(HistoryStatsDocument, {});
  const { deleteThumbnail } = await ask(DeleteThumbnailDocument, { id: thumbnailId });
  const words = (analysis?.findings ?? []).map(({ message, suggestion }) => `${message} ${suggestion}`);
  const groups = (historyStats?.groups ?? []).map((group) => `${group.rubricVersion}: ${group.scores.count}`);
  return [
    `${score}`,
    thumbnail?.filename ?? '',
    rubric?.version ?? '',
    ...createdAt,
    ...words,
    ...groups,
    deleteThumbnail,
  ];
}

import { GraphQLDateTimeISO } from 'graphql-scalars';
import { PictureSigner } from '../../src/access/picture-signer.js';
import { encodePosition, sealCursor } from '../../src/history/history-cursor.js';
import { PictureFormatEnum } from '../../src/image/picture-format.type.js';
import { PictureAddresses } from '../../src/pictures/picture-addresses.js';
import { fileOfView, PictureView } from '../../src/pictures/picture-view.js';
import type { Row, Rows } from './hand-written-rows.js';

/** Where both servers of the comparison say that pictures are. */
export const PUBLIC_URL = 'http://pictures.example';

const OWNER = 'local';

/**
 * The first page of the history as somebody would write it who knows that query alone: three statements, one assembly,
 * and nothing left for the fields to do but to be read.
 */
export function handWrittenResolvers(rows: Rows) {
  const addresses = new PictureAddresses(
    new PictureSigner('everything belongs to the local owner'),
    () => PUBLIC_URL,
  );
  const address = (thumbnailId: unknown, file: string) =>
    addresses.write({ ownerId: OWNER, thumbnailId: String(thumbnailId), file }, new Date());

  const thumbnailHistory = async (_root: unknown, { first = 20 }: { first?: number }) => {
    const found = await rows.read(PAGE, [OWNER, first + 1]);
    const page = found.slice(0, first);
    const ids = page.map(({ analysis_id }) => String(analysis_id));
    const marks = ids.map(() => '?').join(', ');
    const [criteria, findings] = await Promise.all([
      rows.read(`${CRITERIA} where analysis_id in (${marks}) order by analysis_id, position`, ids),
      rows.read(`${FINDINGS} where analysis_id in (${marks}) order by analysis_id, position`, ids),
    ]);
    const criteriaOf = Map.groupBy(criteria, (row) => row.analysis_id);
    const findingsOf = Map.groupBy(findings, (row) => row.analysis_id);
    const edges = page.map((row) => {
      const createdAt = rows.time(row.created_at);
      const cursor = sealCursor(encodePosition([createdAt, row.id]), OWNER, 'NEWEST_FIRST');
      const node = {
        id: row.id,
        filename: row.filename,
        format: row.format,
        width: row.width,
        height: row.height,
        bytes: row.bytes,
        sha256: row.sha256,
        createdAt,
        pictureUrl: address(row.id, '360.webp'),
        latestAnalysis: {
          id: row.analysis_id,
          createdAt: rows.time(row.analysed_at),
          completedAt: rows.time(row.completed_at),
          status: row.status,
          score: row.score,
          scoreRange: json(row.score_range),
          title: row.title,
          audience: row.audience,
          heatmapUrl: address(row.id, fileOfView(PictureView.HEATMAP)),
          smallSizesUrl: address(row.id, fileOfView(PictureView.SMALL_SIZES)),
          criteria: (criteriaOf.get(row.analysis_id) ?? []).map(criterionOf),
          findings: (findingsOf.get(row.analysis_id) ?? []).map(findingOf),
          unmeasured: json(row.unmeasured),
          judgement: judgementOf(row),
          judgeFailure: json(row.judge_failure),
        },
      };
      return { node, cursor };
    });
    return {
      edges,
      pageInfo: {
        hasNextPage: found.length > first,
        hasPreviousPage: false,
        startCursor: edges[0]?.cursor,
        endCursor: edges.at(-1)?.cursor,
      },
    };
  };
  return { Query: { thumbnailHistory }, DateTimeISO: GraphQLDateTimeISO, PictureFormat: PictureFormatEnum };
}

function criterionOf({ effective_weight, unstable, region, ...row }: Row) {
  return { ...row, effectiveWeight: effective_weight, unstable: Boolean(unstable), region: json(region) };
}

function findingOf({ evidence, region, ...row }: Row) {
  return { ...row, evidence: json(evidence), region: json(region) };
}

function judgementOf(row: Row) {
  if (row.model === null) return null;
  return {
    model: row.model,
    summary: row.summary,
    strengths: json(row.strengths),
    weaknesses: json(row.weaknesses),
    promptTokens: row.prompt_tokens,
    completionTokens: row.completion_tokens,
    durationMs: row.duration_ms,
    reused: Boolean(row.judgement_reused),
  };
}

function json(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : value;
}

const PAGE = `select t.id, t.filename, t.format, t.width, t.height, t.bytes, t.sha256, t.created_at, a.id as analysis_id,
    a.created_at as analysed_at, a.completed_at, a.status, a.score, a.score_range, a.title, a.audience, a.unmeasured,
    a.judge_failure, a.judgement_reused, j.model, j.summary, j.strengths, j.weaknesses, j.prompt_tokens,
    j.completion_tokens, j.duration_ms
  from thumbnail t join analysis a on a.id = t.latest_analysis_id left join judgement j on j.id = a.judgement_id
  where t.owner_id = ? order by t.created_at desc, t.id desc limit ?`;
const CRITERIA = `select analysis_id, criterion, score, weight, effective_weight, measured, judged, reason, unstable, region
  from criterion_score`;
const FINDINGS = `select analysis_id, rule, criterion, severity, message, suggestion, evidence, region from finding`;

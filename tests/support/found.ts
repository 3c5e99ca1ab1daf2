import type { Face, FacesMeasurement } from '../../src/measurement/faces/faces.type.js';
import { OverlayKind } from '../../src/measurement/overlay-kind.js';
import type { OverlaysMeasurement } from '../../src/measurement/overlays.type.js';
import type { Region } from '../../src/measurement/region.type.js';
import type { TextLine, TextMeasurement } from '../../src/measurement/text/text.type.js';

/** Height of a line in pixels at 1280 wide, as it is at every width. */
function heightOf(at1280: number) {
  return { at1280, at360: (at1280 * 360) / 1280, at168: (at1280 * 168) / 1280, at120: (at1280 * 120) / 1280 };
}

interface LineAsTold extends Partial<Pick<TextLine, 'contrastRatio' | 'region'>> {
  readonly text: string | null;
  /** Pixels at 1280 wide. */
  readonly height: number;
}

/** What would have been measured of these lines; a line without a place lies top left. */
export function textOf(...lines: LineAsTold[]): TextMeasurement {
  const found = lines.map(({ text, height, contrastRatio = 21, region }) => ({
    text,
    confidence: 1,
    region: region ?? { x: 0.1, y: 0.1, width: 0.3, height: height / 720 },
    angle: 0,
    height: heightOf(height),
    contrastRatio,
  }));
  const words = found.flatMap(({ text, region }, line) =>
    (text ?? '').split(' ').flatMap((word) => (word ? [{ text: word, confidence: 1, region, line }] : [])),
  );
  const heights = lines.map(({ height }) => height);
  return {
    lines: found,
    words,
    wordCount: words.length,
    unreadLines: found.filter(({ text }) => text === null).length,
    areaShare: 0.1,
    mainLineHeight: lines.length > 0 ? heightOf(Math.max(...heights)) : null,
    smallestLineHeight: lines.length > 0 ? heightOf(Math.min(...heights)) : null,
  };
}

/** What would have been measured of faces in these places, the largest first. */
export function facesOf(...regions: readonly Region[]): FacesMeasurement {
  const faces = regions.map(
    (region): Face => ({
      region,
      confidence: 0.9,
      areaShare: region.width * region.height,
      thirdsDistance: 0,
      cutOff: region.x <= 0 || region.y <= 0 || region.x + region.width >= 1 || region.y + region.height >= 1,
    }),
  );
  return { count: faces.length, faces, areaShare: faces.reduce((sum, { areaShare }) => sum + areaShare, 0) };
}

/** The badge in that place, and what it covers of the saliency. */
export function badgeAt(region: Region, saliencyCovered = 0): OverlaysMeasurement {
  const badge = { kind: OverlayKind.DURATION_BADGE, region, saliencyCovered };
  return { overlays: [{ ...badge, textCovered: null, facesCovered: null }] };
}

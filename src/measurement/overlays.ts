import { coveredShare } from './covered-share.js';
import type { FacesMeasurement } from './faces/faces.type.js';
import { OverlayKind } from './overlay-kind.js';
import type { Overlay, OverlaysMeasurement } from './overlays.type.js';
import { regionInPicture } from './player-frame.js';
import type { Region } from './region.type.js';
import { intersection } from './region-overlap.js';
import { round } from './round.js';
import { roundRegion } from './round-region.js';
import type { SaliencyMap } from './saliency/saliency-map.js';
import { saliencyWithin } from './saliency/saliency-within.js';
import type { TextMeasurement } from './text/text.type.js';

/** Where the overlays lie in the 16:9 frame. */
export interface OverlayRegions {
  readonly durationBadge: Region;
  readonly progressBar: Region;
}

/** What else was found in the picture; null where it was not measured. */
export interface Found {
  readonly saliency: SaliencyMap | null;
  readonly text: TextMeasurement | null;
  readonly faces: FacesMeasurement | null;
}

/** What is lost under the overlays; each is taken for opaque and looked at by itself. */
export function measureOverlays(
  shape: { readonly width: number; readonly height: number },
  regions: OverlayRegions,
  found: Found,
): OverlaysMeasurement {
  const overlay = (kind: OverlayKind, inFrame: Region): Overlay => {
    const region = regionInPicture(inFrame, shape);
    return {
      kind,
      region: region && roundRegion(region),
      saliencyCovered: found.saliency && round(region ? saliencyWithin(found.saliency, region) : 0),
      textCovered: shareUnder(region, found.text?.lines ?? []),
      facesCovered: shareUnder(region, found.faces?.faces ?? []),
    };
  };
  return {
    overlays: [
      overlay(OverlayKind.DURATION_BADGE, regions.durationBadge),
      overlay(OverlayKind.PROGRESS_BAR, regions.progressBar),
    ],
  };
}

/** Share of the area of all things that lies under a cover, an area that several share counting once. */
function shareUnder(cover: Region | null, things: readonly { readonly region: Region }[]): number | null {
  const area = coveredShare(things.map(({ region }) => region));
  if (area === 0) return null;
  if (!cover) return 0;
  return round(coveredShare(things.flatMap(({ region }) => intersection(region, cover) ?? [])) / area);
}

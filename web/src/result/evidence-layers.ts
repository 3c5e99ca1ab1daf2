import type { BoxFragment, OverlayKind, ResultFragment } from '../api/operations.generated.js';

export type LayerKey = 'text' | 'faces' | 'badge' | 'thirds';

/** A box over the picture, in fractions of it, with a word that is drawn in it. */
export interface LayerBox {
  readonly region: BoxFragment;
  readonly word?: string;
}

/** One kind of thing that can be drawn over the picture. */
export interface Layer {
  readonly key: LayerKey;
  readonly label: string;
  /** Whether this was measured: none found differs from not measured. */
  readonly wasMeasured: boolean;
  readonly boxes: readonly LayerBox[];
}

const OVERLAY_WORDS: Readonly<Record<OverlayKind, string>> = { DURATION_BADGE: '12:04', PROGRESS_BAR: '' };

/** What was found in the picture; a layer without boxes has nothing to show. */
export function evidenceLayers({ text, faces, overlays, saliency }: ResultFragment['measurements']): Layer[] {
  return [
    {
      key: 'text',
      label: `Text ${text?.lines.length ?? '–'}`,
      wasMeasured: text !== null,
      boxes: (text?.lines ?? []).map(({ region }) => ({ region })),
    },
    {
      key: 'faces',
      label: `Faces ${faces?.faces.length ?? '–'}`,
      wasMeasured: faces !== null,
      boxes: (faces?.faces ?? []).map(({ region }) => ({ region })),
    },
    {
      key: 'badge',
      label: 'Badge',
      wasMeasured: overlays !== null,
      boxes: (overlays?.overlays ?? []).flatMap(({ kind, region }) =>
        region ? [{ region, word: OVERLAY_WORDS[kind] }] : [],
      ),
    },
    {
      key: 'thirds',
      label: 'Thirds',
      wasMeasured: saliency !== null,
      boxes: (saliency?.thirds ?? []).map(({ region, saliencyShare }) => ({
        region,
        word: `${Math.round(saliencyShare * 100)} %`,
      })),
    },
  ];
}

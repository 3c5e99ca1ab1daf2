import type { BoxFragment, OverlayKind, ResultFragment } from './operations.generated.js';

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
  readonly boxes: readonly LayerBox[];
}

const OVERLAY_WORDS: Readonly<Record<OverlayKind, string>> = { DURATION_BADGE: '12:04', PROGRESS_BAR: '' };

/** What was found in the picture; a layer without boxes has nothing to show. */
export function evidenceLayers({ text, faces, overlays, saliency }: ResultFragment['measurements']): Layer[] {
  const lines = text?.lines ?? [];
  const found = faces?.faces ?? [];
  return [
    { key: 'text', label: counted('Text', lines.length), boxes: lines.map(({ region }) => ({ region })) },
    { key: 'faces', label: counted('Faces', found.length), boxes: found.map(({ region }) => ({ region })) },
    {
      key: 'badge',
      label: 'Badge',
      boxes: (overlays?.overlays ?? []).flatMap(({ kind, region }) =>
        region ? [{ region, word: OVERLAY_WORDS[kind] }] : [],
      ),
    },
    {
      key: 'thirds',
      label: 'Thirds',
      boxes: (saliency?.thirds ?? []).map(({ region, saliencyShare }) => ({
        region,
        word: `${Math.round(saliencyShare * 100)} %`,
      })),
    },
  ];
}

function counted(label: string, count: number): string {
  return `${label} ${count}`;
}

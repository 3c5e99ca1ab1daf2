import { useState } from 'react';
import type { BoxFragment, PictureFactsFragment, ResultFragment } from '../api/operations.generated.js';
import { evidenceLayers, type LayerKey } from './evidence-layers.js';
import { LayerShapes } from './layer-shapes.js';
import { LitRegion } from './lit-region.js';

interface Props {
  readonly thumbnail: PictureFactsFragment;
  readonly result: ResultFragment;
  /** The part of the picture that a finding is about. */
  readonly lit: BoxFragment | null;
}

/** The picture, with what was found in it drawn over it as far as the visitor wants. */
export function EvidencePicture({ thumbnail, result, lit }: Props) {
  const { width, height, largePictureUrl, filename } = thumbnail;
  const [shown, setShown] = useState<ReadonlySet<LayerKey>>(new Set());
  const [isHeatShown, setIsHeatShown] = useState(false);
  const layers = evidenceLayers(result.measurements);
  const toggle = (key: LayerKey) =>
    setShown((current) => {
      const next = new Set(current);
      if (!next.delete(key)) next.add(key);
      return next;
    });

  return (
    <figure className="evidence">
      <div className="evidence-frame" style={{ aspectRatio: `${width} / ${height}` }}>
        <img src={largePictureUrl} alt={`Thumbnail ${filename}`} fetchPriority="high" />
        {isHeatShown && <img src={result.heatmapUrl} alt="What draws the eye" className="evidence-heat" />}
        <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
          {layers
            .filter(({ key }) => shown.has(key))
            .map((layer) => (
              <LayerShapes key={layer.key} layer={layer} width={width} height={height} />
            ))}
          {lit && <LitRegion region={lit} width={width} height={height} />}
        </svg>
      </div>
      <fieldset className="layers">
        <legend className="visually-hidden">Shown over the picture</legend>
        <button type="button" aria-pressed={isHeatShown} onClick={() => setIsHeatShown(!isHeatShown)}>
          Heat
        </button>
        {layers.map(({ key, label, wasMeasured, boxes }) => (
          <button
            key={key}
            type="button"
            aria-pressed={shown.has(key)}
            disabled={boxes.length === 0}
            title={wasMeasured ? undefined : 'Not measured'}
            onClick={() => toggle(key)}
          >
            {label}
          </button>
        ))}
      </fieldset>
    </figure>
  );
}

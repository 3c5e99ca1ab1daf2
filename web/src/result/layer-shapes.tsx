import type { Layer } from './evidence-layers.js';
import { scaled } from './scaled.js';

interface Props {
  readonly layer: Layer;
  /** Size of the drawing, in its own units. */
  readonly width: number;
  readonly height: number;
}

/** How wide a digit is beside its height, roughly; the colon and the space are narrower. */
const DIGIT_WIDTH = 0.65;

/** The boxes of one layer; a dark line lies under each light one, so that it is seen on any picture. */
export function LayerShapes({ layer, width, height }: Props) {
  const fontSize = height * 0.06;
  return (
    <g data-layer={layer.key}>
      {layer.boxes.map(({ region, word }) => {
        const box = scaled(region, width, height);
        return (
          <g key={`${region.x} ${region.y} ${region.width} ${region.height}`}>
            <rect {...box} className="casing" />
            <rect {...box} className="line" />
            {word && box.width >= word.length * fontSize * DIGIT_WIDTH && (
              <text x={box.x + box.width / 2} y={box.y + box.height / 2} fontSize={fontSize}>
                {word}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

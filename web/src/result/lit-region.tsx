import type { BoxFragment } from '../api/operations.generated.js';
import { scaled } from './scaled.js';

interface Props {
  readonly region: BoxFragment;
  readonly width: number;
  readonly height: number;
}

/** Leaves one part of the picture bright and darkens the rest. */
export function LitRegion({ region, width, height }: Props) {
  const { x, y, width: w, height: h } = scaled(region, width, height);
  return (
    <g data-layer="lit">
      <path
        className="shade"
        fillRule="evenodd"
        d={`M0 0H${width}V${height}H0Z M${x} ${y}h${w}v${h}h${-w}Z`}
      />
      <rect x={x} y={y} width={w} height={h} className="casing" />
      <rect x={x} y={y} width={w} height={h} className="line" />
    </g>
  );
}

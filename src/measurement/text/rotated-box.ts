const { cos, sin, PI } = Math;

/** A rectangle around (x, y); `width` lies along `angle` (radians, positive falls to the right). */
export interface RotatedBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly angle: number;
}

/** x and y in turn. */
export type Points = readonly number[];

/** The smallest rectangle around a convex polygon; one of its sides lies on one of the polygon's. */
export function smallestBox(hull: Points): RotatedBox {
  let best = boxAlong(hull, 0);
  for (let i = 0; i < hull.length; i += 2) {
    const next = (i + 2) % hull.length;
    const angle = Math.atan2((hull[next + 1] ?? 0) - (hull[i + 1] ?? 0), (hull[next] ?? 0) - (hull[i] ?? 0));
    // A quarter turn more or less is the same rectangle: take the one that runs most nearly to the right.
    const box = boxAlong(hull, angle - (Math.round(angle / (PI / 2)) * PI) / 2);
    if (box.width * box.height < best.width * best.height) best = box;
  }
  return best;
}

/** The rectangle around points with a given slope. */
export function boxAlong(points: Points, angle: number): RotatedBox {
  const [c, s] = [cos(angle), sin(angle)];
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    const along = c * (points[i] ?? 0) + s * (points[i + 1] ?? 0);
    const across = c * (points[i + 1] ?? 0) - s * (points[i] ?? 0);
    if (along < left) left = along;
    if (along > right) right = along;
    if (across < top) top = across;
    if (across > bottom) bottom = across;
  }
  const [along, across] = [(left + right) / 2, (top + bottom) / 2];
  return {
    x: c * along - s * across,
    y: s * along + c * across,
    width: right - left,
    height: bottom - top,
    angle,
  };
}

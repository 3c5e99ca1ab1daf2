import type { Points } from './rotated-box.js';

type Point = readonly [x: number, y: number];

/** The smallest convex polygon around points (Andrew's monotone chain). */
export function convexHull(points: readonly Point[]): Points {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  // Each half ends where the other one begins.
  const hull = [...chain(sorted).slice(0, -1), ...chain(sorted.reverse()).slice(0, -1)];
  return (hull.length > 0 ? hull : sorted).flat();
}

function chain(points: readonly Point[]): Point[] {
  const hull: Point[] = [];
  for (const point of points) {
    while (hull.length >= 2 && !turns(hull.at(-2), hull.at(-1), point)) hull.pop();
    hull.push(point);
  }
  return hull;
}

/** Whether the way from a over b to c turns to one side and not to the other one. */
function turns(a: Point | undefined, b: Point | undefined, c: Point): boolean {
  if (!a || !b) return true;
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0;
}

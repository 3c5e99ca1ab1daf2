import type { Chromaticity, Primaries } from './colour-encoding.js';

type Vector = readonly [number, number, number];
/** Three rows of three. */
export type Matrix = readonly [Vector, Vector, Vector];

/** The response of the eye's cones by Bradford, in which colours are adapted from one white to another. */
const BRADFORD: Matrix = [
  [0.8951, 0.2664, -0.1614],
  [-0.7502, 1.7135, 0.0367],
  [0.0389, -0.0685, 1.0296],
];

/** What takes light between these primaries to light between those, white to white. */
export function matrixBetween(from: Primaries, to: Primaries): Matrix {
  return multiply(inverse(toAdaptedCones(to)), toAdaptedCones(from));
}

/** Whether the primaries span colours; a file can hold any numbers. */
export function spanColours(primaries: Primaries): boolean {
  const cones = toAdaptedCones(primaries);
  return [cones, inverse(cones)].flat(2).every(Number.isFinite);
}

/** From light between the primaries to the response of cones that are used to their white. */
function toAdaptedCones({ red, green, blue, white }: Primaries): Matrix {
  const columns = multiply(BRADFORD, transpose([xyz(red), xyz(green), xyz(blue)]));
  const whiteCones = apply(BRADFORD, xyz(white));
  // As much of each primary as makes their sum white.
  const amounts = apply(inverse(columns), whiteCones);
  return multiply(
    diagonal(map(whiteCones, (response) => 1 / response)),
    multiply(columns, diagonal(amounts)),
  );
}

function xyz([x, y]: Chromaticity): Vector {
  return [x, y, 1 - x - y];
}

const map = ([a, b, c]: Vector, change: (value: number) => number): Vector => [
  change(a),
  change(b),
  change(c),
];

const dot = ([a, b, c]: Vector, [d, e, f]: Vector) => a * d + b * e + c * f;

const cross = ([a, b, c]: Vector, [d, e, f]: Vector): Vector => [b * f - c * e, c * d - a * f, a * e - b * d];

const apply = ([r, g, b]: Matrix, vector: Vector): Vector => [dot(r, vector), dot(g, vector), dot(b, vector)];

const diagonal = ([a, b, c]: Vector): Matrix => [
  [a, 0, 0],
  [0, b, 0],
  [0, 0, c],
];

const transpose = ([[a, b, c], [d, e, f], [g, h, i]]: Matrix): Matrix => [
  [a, d, g],
  [b, e, h],
  [c, f, i],
];

function multiply([r, g, b]: Matrix, right: Matrix): Matrix {
  const columns = transpose(right);
  return [apply(columns, r), apply(columns, g), apply(columns, b)];
}

function inverse([a, b, c]: Matrix): Matrix {
  const determinant = dot(a, cross(b, c));
  const divided = (vector: Vector) => map(vector, (value) => value / determinant);
  return transpose([divided(cross(b, c)), divided(cross(c, a)), divided(cross(a, b))]);
}

import type { DemoClient } from './demo-client.js';
import type { MeasuredAnalysis } from './moved-findings.js';
import type { Picture } from './pictures.js';

/** A picture and what the server said of it. */
export interface AnalyzedPicture extends MeasuredAnalysis {
  readonly picture: Picture;
}

/** Uploads a picture and asks for the numbers behind its score. */
export async function analyzePicture(client: DemoClient, picture: Picture): Promise<AnalyzedPicture> {
  const analysis = await client.analyze(picture);
  return { picture, analysis, measured: await client.measurements(analysis.id) };
}

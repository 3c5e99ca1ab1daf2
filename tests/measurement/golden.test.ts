import { existsSync, readdirSync } from 'node:fs';
import { afterAll, describe, expect, it } from '@jest/globals';
import { MEASUREMENT_VERSION } from '../../src/measurement/measurement-version.js';
import { differences, withAdvice } from '../support/golden-differences.js';
import { asStored, readGolden } from '../support/golden-file.js';
import {
  asDrawnElsewhere,
  asPublished,
  isMadeHere,
  measuredGolden,
  measurementFolder,
  RECORDED_PICTURES,
  type RecordedPicture,
} from '../support/golden-measurements.js';
import { startMeasurer } from '../support/start-measurer.js';

const measurer = startMeasurer();
afterAll(() => measurer.stop());

const ADVICE =
  `Measurement version ${MEASUREMENT_VERSION} measures otherwise than it was recorded: raise MEASUREMENT_VERSION and ` +
  'record with "npm run golden", or undo the change.';
const ADVICE_ON_PIXELS =
  'The raster of a drawn picture is another one. Where drawing changed, give the drawing another name; where decoding ' +
  'did, raise MEASUREMENT_VERSION. Then record with "npm run golden".';

describe(`measurement version ${MEASUREMENT_VERSION}, as it was published`, () => {
  it.each(Object.keys(RECORDED_PICTURES))('measures %s as recorded', async (name) => {
    const { path, content } = await measuredGolden(name, measurer);
    const recorded = readGolden(path) as RecordedPicture | undefined;
    if (!recorded) throw new Error(`${path} is missing: record it with "npm run golden"`);
    const { picture, measurements } = asStored(content) as RecordedPicture;
    if (isMadeHere(recorded)) {
      expect(withAdvice(differences(recorded.picture, picture), ADVICE_ON_PIXELS)).toEqual([]);
    }
    const isSamePicture = differences(recorded.picture, picture).length === 0;
    const isClose = isSamePicture ? asPublished : asDrawnElsewhere;
    const changed = differences(recorded.measurements, measurements, isClose)
      // Colours as text know no tolerance.
      .filter((difference) => isSamePicture || !/^colour\..*\.hex:/.test(difference));
    expect(withAdvice(changed, ADVICE)).toEqual([]);
  });

  it('has no record of a picture that is measured no more', () => {
    const folder = new URL(`../../${measurementFolder()}`, import.meta.url);
    const recorded = existsSync(folder) ? readdirSync(folder) : [];
    expect(recorded.sort()).toEqual(
      Object.keys(RECORDED_PICTURES)
        .map((name) => `${name}.json`)
        .sort(),
    );
  });
});

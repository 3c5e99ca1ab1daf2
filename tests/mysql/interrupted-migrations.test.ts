import { expect, it } from '@jest/globals';
import { interruptEverywhere } from '../support/interrupted-migrations.js';

it('a start that ends anywhere in the migrations is finished by the next one', async () => {
  const { steps, failures } = await interruptEverywhere();
  expect(failures).toEqual([]);
  expect(steps).toBeGreaterThan(15);
});

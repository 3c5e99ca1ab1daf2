import { RerunnableMigration } from '../rerunnable-migration.js';

export class Migration008CriterionRegion extends RerunnableMigration {
  override async up(): Promise<void> {
    // With a default, since an older server that still runs leaves it out.
    await this.addColumns('criterion_score', {
      unstable: 'tinyint(1) not null default 0',
      region: 'json null',
    });
  }
}

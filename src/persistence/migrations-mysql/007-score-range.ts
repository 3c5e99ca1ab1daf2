import { RerunnableMigration } from '../rerunnable-migration.js';

export class Migration007ScoreRange extends RerunnableMigration {
  override async up(): Promise<void> {
    await this.addColumns('analysis', { score_range: 'json null' });
  }
}

import { RerunnableMigration } from '../rerunnable-migration.js';

export class Migration006JudgementPasses extends RerunnableMigration {
  override async up(): Promise<void> {
    await this.addColumns('judgement', { passes: 'json null' });
  }
}

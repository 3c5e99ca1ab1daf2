import { Migration } from '@mikro-orm/migrations';

export class Migration007ScoreRange extends Migration {
  override up(): void {
    this.addSql('alter table analysis add column score_range json null');
  }
}

import { Migration } from '@mikro-orm/migrations';

export class Migration006JudgementPasses extends Migration {
  override up(): void {
    this.addSql('alter table judgement add column passes json null');
  }
}

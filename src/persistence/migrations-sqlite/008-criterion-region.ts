import { Migration } from '@mikro-orm/migrations';

export class Migration008CriterionRegion extends Migration {
  override up(): void {
    // With a default, since an older server that still runs leaves it out.
    this.addSql('alter table criterion_score add column unstable integer not null default 0');
    this.addSql('alter table criterion_score add column region json null');
  }
}

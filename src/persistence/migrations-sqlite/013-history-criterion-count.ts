import { Migration } from '@mikro-orm/migrations';

export class Migration013HistoryCriterionCount extends Migration {
  override up(): void {
    this.addSql(`
      create table if not exists history_criterion_count (
        owner_id text not null,
        rubric_version text not null,
        status text not null,
        position integer not null,
        criterion text not null,
        score integer not null,
        times integer not null,
        primary key (owner_id, rubric_version, status, position, criterion, score)
      )`);
  }
}

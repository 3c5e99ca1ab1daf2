import { Migration } from '@mikro-orm/migrations';

export class Migration012HistoryScoreCount extends Migration {
  override up(): void {
    this.addSql(`
      create table if not exists history_score_count (
        owner_id text not null,
        rubric_version text not null,
        status text not null,
        score integer not null,
        times integer not null,
        primary key (owner_id, rubric_version, status, score)
      )`);
  }
}

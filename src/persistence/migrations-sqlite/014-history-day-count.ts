import { Migration } from '@mikro-orm/migrations';

export class Migration014HistoryDayCount extends Migration {
  override up(): void {
    this.addSql(`
      create table if not exists history_day_count (
        owner_id text not null,
        rubric_version text not null,
        status text not null,
        day text not null,
        times integer not null,
        total integer not null,
        primary key (owner_id, rubric_version, status, day)
      )`);
  }
}

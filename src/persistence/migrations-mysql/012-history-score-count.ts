import { Migration } from '@mikro-orm/migrations';

export class Migration012HistoryScoreCount extends Migration {
  override up(): void {
    this.addSql(`
      create table if not exists history_score_count (
        owner_id varchar(255) collate utf8mb4_bin not null,
        rubric_version varchar(16) collate utf8mb4_bin not null,
        status varchar(8) collate utf8mb4_bin not null,
        score int not null,
        times int not null,
        primary key (owner_id, rubric_version, status, score)
      ) default character set utf8mb4 engine = InnoDB`);
  }
}

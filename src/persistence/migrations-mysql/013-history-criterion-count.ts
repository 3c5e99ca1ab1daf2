import { Migration } from '@mikro-orm/migrations';

export class Migration013HistoryCriterionCount extends Migration {
  override up(): void {
    this.addSql(`
      create table if not exists history_criterion_count (
        owner_id varchar(255) collate utf8mb4_bin not null,
        rubric_version varchar(16) collate utf8mb4_bin not null,
        status varchar(8) collate utf8mb4_bin not null,
        position int not null,
        criterion varchar(32) collate utf8mb4_bin not null,
        score int not null,
        times int not null,
        primary key (owner_id, rubric_version, status, position, criterion, score)
      ) default character set utf8mb4 engine = InnoDB`);
  }
}

import { Migration } from '@mikro-orm/migrations';

export class Migration014HistoryDayCount extends Migration {
  override up(): void {
    this.addSql(`
      create table if not exists history_day_count (
        owner_id varchar(255) collate utf8mb4_bin not null,
        rubric_version varchar(16) collate utf8mb4_bin not null,
        status varchar(8) collate utf8mb4_bin not null,
        day char(10) collate utf8mb4_bin not null,
        times int not null,
        total bigint not null,
        primary key (owner_id, rubric_version, status, day)
      ) default character set utf8mb4 engine = InnoDB`);
  }
}

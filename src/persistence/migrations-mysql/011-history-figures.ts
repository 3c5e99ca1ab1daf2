import { Migration } from '@mikro-orm/migrations';

export class Migration011HistoryFigures extends Migration {
  override up(): void {
    this.addSql(`
      create table if not exists history_figures (
        owner_id varchar(255) collate utf8mb4_bin not null,
        counted_to varchar(64) collate utf8mb4_bin null,
        judgements int not null,
        prompt_tokens bigint not null,
        completion_tokens bigint not null,
        duration_ms bigint not null,
        primary key (owner_id)
      ) default character set utf8mb4 engine = InnoDB`);
  }
}

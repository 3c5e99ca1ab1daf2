import { Migration } from '@mikro-orm/migrations';

export class Migration011HistoryFigures extends Migration {
  override up(): void {
    this.addSql(`
      create table if not exists history_figures (
        owner_id text not null,
        counted_to text null,
        judgements integer not null,
        prompt_tokens integer not null,
        completion_tokens integer not null,
        duration_ms integer not null,
        primary key (owner_id)
      )`);
  }
}

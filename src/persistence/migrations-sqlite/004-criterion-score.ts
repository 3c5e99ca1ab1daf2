import { Migration } from '@mikro-orm/migrations';

export class Migration004CriterionScore extends Migration {
  override up(): void {
    this.addSql(`
      create table if not exists criterion_score (
        analysis_id text not null,
        position integer not null,
        criterion text not null,
        score integer null,
        weight double not null,
        effective_weight double not null,
        measured integer null,
        judged integer null,
        reason text not null,
        primary key (analysis_id, position),
        constraint criterion_score_of_analysis foreign key (analysis_id) references analysis (id) on delete cascade
      )`);
  }
}

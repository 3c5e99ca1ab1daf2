import { Migration } from '@mikro-orm/migrations';

export class Migration004CriterionScore extends Migration {
  override up(): void {
    this.addSql(`
      create table if not exists criterion_score (
        analysis_id char(36) collate utf8mb4_bin not null,
        position int not null,
        criterion varchar(32) not null,
        score int null,
        weight double not null,
        effective_weight double not null,
        measured int null,
        judged int null,
        reason text not null,
        primary key (analysis_id, position),
        constraint criterion_score_of_analysis foreign key (analysis_id) references analysis (id) on delete cascade
      ) default character set utf8mb4 engine = InnoDB`);
  }
}

import { Migration } from '@mikro-orm/migrations';

export class Migration003Analysis extends Migration {
  override up(): void {
    this.addSql(`
      create table if not exists analysis (
        id text not null primary key,
        owner_id text not null,
        thumbnail_id text not null,
        created_at datetime not null,
        completed_at datetime null,
        status text not null,
        score integer not null,
        rubric_version text not null,
        prompt_version text not null,
        measurement_version text not null,
        title text null,
        audience text null,
        measurements json not null,
        unmeasured json not null,
        judgement_id text null,
        judgement_reused integer not null,
        judge_failure json null,
        constraint analysis_of_thumbnail foreign key (thumbnail_id) references thumbnail (id) on delete cascade,
        constraint analysis_by_judgement foreign key (judgement_id) references judgement (id)
      )`);
    this.addSql('create index if not exists analysis_by_thumbnail on analysis (owner_id, thumbnail_id, id)');
    // Without it every deleted thumbnail would scan the table for its analyses.
    this.addSql('create index if not exists analysis_of_thumbnail on analysis (thumbnail_id)');
  }
}

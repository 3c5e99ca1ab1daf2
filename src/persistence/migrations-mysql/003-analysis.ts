import { Migration } from '@mikro-orm/migrations';

export class Migration003Analysis extends Migration {
  override up(): void {
    this.addSql(`
      create table if not exists analysis (
        id char(36) collate utf8mb4_bin not null primary key,
        owner_id varchar(255) collate utf8mb4_bin not null,
        thumbnail_id char(36) collate utf8mb4_bin not null,
        created_at datetime(3) not null,
        completed_at datetime(3) null,
        status varchar(8) not null,
        score int not null,
        rubric_version varchar(16) not null,
        prompt_version varchar(16) not null,
        measurement_version varchar(16) not null,
        title varchar(100) null,
        audience varchar(200) null,
        measurements json not null,
        unmeasured json not null,
        judgement_id char(36) collate utf8mb4_bin null,
        judgement_reused tinyint(1) not null,
        judge_failure json null,
        constraint analysis_of_thumbnail foreign key (thumbnail_id) references thumbnail (id) on delete cascade,
        constraint analysis_by_judgement foreign key (judgement_id) references judgement (id),
        index analysis_by_thumbnail (owner_id, thumbnail_id, id)
      ) default character set utf8mb4 engine = InnoDB`);
  }
}

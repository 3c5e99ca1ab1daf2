import { Migration } from '@mikro-orm/migrations';

export class Migration001Judgement extends Migration {
  override up(): void {
    this.addSql(`
      create table if not exists judgement (
        id char(36) collate utf8mb4_bin not null primary key,
        owner_id varchar(255) collate utf8mb4_bin not null,
        pixel_hash char(64) collate utf8mb4_bin not null,
        title varchar(100) collate utf8mb4_bin not null,
        audience varchar(200) collate utf8mb4_bin not null,
        prompt_version varchar(16) not null,
        model varchar(100) collate utf8mb4_bin not null,
        reusable tinyint(1) null,
        criteria json not null,
        summary text not null,
        strengths json not null,
        weaknesses json not null,
        prompt_tokens int not null,
        completion_tokens int not null,
        duration_ms int not null,
        created_at datetime(3) not null,
        constraint judgement_paid_once unique (owner_id, pixel_hash, title, audience, prompt_version, model, reusable)
      ) default character set utf8mb4 engine = InnoDB`);
  }
}

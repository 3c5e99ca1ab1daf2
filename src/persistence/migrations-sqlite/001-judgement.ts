import { Migration } from '@mikro-orm/migrations';

export class Migration001Judgement extends Migration {
  override up(): void {
    this.addSql(`
      create table if not exists judgement (
        id text not null primary key,
        owner_id text not null,
        pixel_hash text not null,
        title text not null,
        audience text not null,
        prompt_version text not null,
        model text not null,
        reusable integer null,
        criteria json not null,
        summary text not null,
        strengths json not null,
        weaknesses json not null,
        prompt_tokens integer not null,
        completion_tokens integer not null,
        duration_ms integer not null,
        created_at datetime not null,
        constraint judgement_paid_once unique (owner_id, pixel_hash, title, audience, prompt_version, model, reusable)
      )`);
  }
}

import { Migration } from '@mikro-orm/migrations';

export class Migration009JudgementLease extends Migration {
  override up(): void {
    this.addSql(`
      create table if not exists judgement_lease (
        id text not null primary key,
        owner_id text not null,
        question text not null,
        holder text not null,
        beat integer not null,
        created_at datetime not null,
        constraint judgement_lease_held_once unique (owner_id, question)
      )`);
  }
}

import { Migration } from '@mikro-orm/migrations';

export class Migration009JudgementLease extends Migration {
  override up(): void {
    this.addSql(`
      create table if not exists judgement_lease (
        id char(36) collate utf8mb4_bin not null primary key,
        owner_id varchar(255) collate utf8mb4_bin not null,
        question char(64) collate utf8mb4_bin not null,
        holder char(36) collate utf8mb4_bin not null,
        beat int not null,
        created_at datetime(3) not null,
        constraint judgement_lease_held_once unique (owner_id, question)
      ) default character set utf8mb4 engine = InnoDB`);
  }
}

import { Migration } from '@mikro-orm/migrations';

export class Migration010StoreIdentity extends Migration {
  override up(): void {
    this.addSql(`
      create table if not exists store_identity (
        id int not null primary key,
        installation char(36) collate utf8mb4_bin not null,
        generation int not null,
        issued_at datetime(3) not null,
        disagreement varchar(20) collate utf8mb4_bin null
      ) default character set utf8mb4 engine = InnoDB`);
    // Made here, under the lock of the migrations, so that nodes which start together have one.
    this.addSql(`
      insert ignore into store_identity (id, installation, generation, issued_at)
      values (1, uuid(), 0, '1970-01-01 00:00:00')`);
  }
}

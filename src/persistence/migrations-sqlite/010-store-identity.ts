import { Migration } from '@mikro-orm/migrations';

export class Migration010StoreIdentity extends Migration {
  override up(): void {
    this.addSql(`
      create table if not exists store_identity (
        id integer not null primary key,
        installation text not null,
        generation integer not null,
        issued_at datetime not null,
        disagreement text null
      )`);
    // Made here, under the lock of the migrations, so that nodes which start together have one.
    this.addSql(`
      insert or ignore into store_identity (id, installation, generation, issued_at)
      values (1, lower(hex(randomblob(16))), 0, 0)`);
  }
}

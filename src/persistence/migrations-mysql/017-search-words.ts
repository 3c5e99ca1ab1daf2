import { RerunnableMigration } from '../rerunnable-migration.js';

export class Migration017SearchWords extends RerunnableMigration {
  override async up(): Promise<void> {
    this.addSql(`
      create table if not exists search_word (
        owner_id varchar(255) collate utf8mb4_bin not null,
        word varchar(32) collate utf8mb4_bin not null,
        thumbnail_id char(36) collate utf8mb4_bin not null,
        primary key (owner_id, word, thumbnail_id)
      ) default character set utf8mb4 engine = InnoDB`);
    await this.addColumns('thumbnail', {
      search_phrase: 'varchar(1600) collate utf8mb4_bin null',
      // An older server that still runs leaves it out.
      search_version: 'int not null default 1',
    });
    await this.addIndex('thumbnail', 'thumbnail_by_search_version', 'search_version, id');
  }
}

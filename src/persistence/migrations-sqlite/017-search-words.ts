import { RerunnableMigration } from '../rerunnable-migration.js';

export class Migration017SearchWords extends RerunnableMigration {
  override async up(): Promise<void> {
    this.addSql(`
      create table if not exists search_word (
        owner_id text not null,
        word text not null,
        thumbnail_id text not null,
        primary key (owner_id, word, thumbnail_id)
      ) without rowid`);
    await this.addColumns('thumbnail', {
      search_phrase: 'text null',
      search_version: 'integer not null default 1',
    });
    await this.addIndex('thumbnail', 'thumbnail_by_search_version', 'search_version, id');
  }
}

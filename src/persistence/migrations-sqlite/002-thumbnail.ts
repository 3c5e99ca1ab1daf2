import { Migration } from '@mikro-orm/migrations';

export class Migration002Thumbnail extends Migration {
  override up(): void {
    this.addSql(`
      create table if not exists thumbnail (
        id text not null primary key,
        owner_id text not null,
        filename text not null,
        format text not null,
        width integer not null,
        height integer not null,
        bytes integer not null,
        frames integer not null,
        sha256 text not null,
        pixel_hash text not null,
        created_at datetime not null,
        latest_analysis_id text not null,
        latest_score integer not null,
        latest_status text not null,
        latest_title text null,
        search_text text not null
      )`);
    this.addSql('create index if not exists thumbnail_by_date on thumbnail (owner_id, created_at, id)');
    this.addSql('create index if not exists thumbnail_by_score on thumbnail (owner_id, latest_score, id)');
  }
}

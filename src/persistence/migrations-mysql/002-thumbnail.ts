import { Migration } from '@mikro-orm/migrations';

export class Migration002Thumbnail extends Migration {
  override up(): void {
    this.addSql(`
      create table if not exists thumbnail (
        id char(36) collate utf8mb4_bin not null primary key,
        owner_id varchar(255) collate utf8mb4_bin not null,
        filename varchar(255) not null,
        format varchar(8) not null,
        width int not null,
        height int not null,
        bytes int not null,
        frames int not null,
        sha256 char(64) collate utf8mb4_bin not null,
        pixel_hash char(64) collate utf8mb4_bin not null,
        created_at datetime(3) not null,
        latest_analysis_id char(36) collate utf8mb4_bin not null,
        latest_score int not null,
        latest_status varchar(8) not null,
        latest_title varchar(100) null,
        search_text varchar(800) collate utf8mb4_bin not null,
        index thumbnail_by_date (owner_id, created_at, id),
        index thumbnail_by_score (owner_id, latest_score, id)
      ) default character set utf8mb4 engine = InnoDB`);
  }
}

import { RerunnableMigration } from '../rerunnable-migration.js';

export class Migration016HistoryIndexes extends RerunnableMigration {
  override async up(): Promise<void> {
    // The two orders, with all that a filter looks at, so that a page is found without reading rows.
    const filtered = 'latest_status, format';
    await this.addIndex(
      'thumbnail',
      'thumbnail_newest',
      `owner_id, created_at, id, latest_score, ${filtered}`,
    );
    await this.addIndex(
      'thumbnail',
      'thumbnail_highest',
      `owner_id, latest_score, id, created_at, ${filtered}`,
    );
    // A filter that lets few rows pass would read all of them in vain.
    await this.addIndex('thumbnail', 'thumbnail_status_newest', 'owner_id, latest_status, created_at, id');
    await this.addIndex('thumbnail', 'thumbnail_status_highest', 'owner_id, latest_status, latest_score, id');
    await this.addIndex('thumbnail', 'thumbnail_format_newest', 'owner_id, format, created_at, id');
    await this.addIndex('thumbnail', 'thumbnail_format_highest', 'owner_id, format, latest_score, id');
    await this.addIndex('thumbnail', 'thumbnail_score_newest', 'owner_id, latest_score, created_at, id');
    // Whether another thumbnail has the same pixels is asked with every deletion.
    await this.addIndex('thumbnail', 'thumbnail_by_pixels', 'owner_id, pixel_hash');
  }
}

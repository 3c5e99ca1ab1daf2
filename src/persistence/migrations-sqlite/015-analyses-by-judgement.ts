import { Migration } from '@mikro-orm/migrations';

export class Migration015AnalysesByJudgement extends Migration {
  override up(): void {
    // Without it every deleted judgement would scan the table for its analyses.
    this.addSql('create index if not exists analysis_by_judgement on analysis (judgement_id, owner_id)');
  }
}
